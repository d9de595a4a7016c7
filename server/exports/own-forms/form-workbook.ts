/** What of the workbook itself is added: that it is computed anew, and who exported it at the foot of every printed page. */
import { plainText } from "@/server/imports/marking/package-parts";
import { escapeXml } from "../xlsx/xml";

/** Elements that stand behind calcPr, in the order of the schema. */
const AFTER_CALC =
  /<(?:\w+:)?(?:oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes|webPublishing|fileRecoveryPr|webPublishObjects|extLst)\b|<\/(?:\w+:)?workbook>/;

/** Asks whoever opens the file to compute every formula. */
export function fullyCalculated(workbook: string): string {
  const present = /<((?:\w+:)?)calcPr\b([^>]*?)(\/?)>/.exec(workbook);
  if (present) {
    const [tag, prefix = "", attributes = "", close = ""] = present;
    const others = attributes.replace(/\sfullCalcOnLoad="[^"]*"/, "");
    return workbook.replace(tag, () => `<${prefix}calcPr${others} fullCalcOnLoad="1"${close}>`);
  }
  const prefix = /<((?:\w+:)?)workbook\b/.exec(workbook)?.[1] ?? "";
  const at = AFTER_CALC.exec(workbook)?.index ?? workbook.length;
  return `${workbook.slice(0, at)}<${prefix}calcPr fullCalcOnLoad="1"/>${workbook.slice(at)}`;
}

const FOOTER = /<((?:\w+:)?)headerFooter\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?headerFooter>)/;
const ODD = /(<(?:\w+:)?oddFooter\b[^>]*>)([\s\S]*?)(<\/(?:\w+:)?oddFooter>)/;
/** Elements that stand behind headerFooter, in the order of the schema. */
const AFTER_FOOTER =
  /<(?:\w+:)?(?:rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|<\/(?:\w+:)?worksheet>/;

/** & begins an order in a footer. */
const line = (watermark: string) => watermark.replaceAll("&", "&&");

/** The footer with the watermark in a part that the form leaves empty; as it was where it uses all three. */
function footerWith(own: string, watermark: string): string {
  const words = plainText(own);
  if (words === "") return escapeXml(`&L&8${line(watermark)}`);
  const parted = /&[LCR]/.test(words) ? words : `&C${words}`;
  if (!parted.includes("&L")) return escapeXml(`&L&8${line(watermark)}${parted}`);
  return parted.includes("&R") ? own : escapeXml(`${parted}&R&8${line(watermark)}`);
}

export function withWatermark(tail: string, prefix: string, watermark: string): string {
  const present = FOOTER.exec(tail);
  const fresh = `<${prefix}oddFooter>${footerWith("", watermark)}</${prefix}oddFooter>`;
  if (!present) {
    const at = AFTER_FOOTER.exec(tail)?.index ?? tail.length;
    return `${tail.slice(0, at)}<${prefix}headerFooter>${fresh}</${prefix}headerFooter>${tail.slice(at)}`;
  }
  const [whole, , attributes = "", body = ""] = present;
  const odd = ODD.exec(body);
  const grown = odd
    ? body.replace(odd[0], () => `${odd[1]}${footerWith(odd[2] ?? "", watermark)}${odd[3]}`)
    : `${/<(?:\w+:)?oddHeader\b[\s\S]*?<\/(?:\w+:)?oddHeader>/.exec(body)?.[0] ?? ""}${fresh}${body.replace(/<(?:\w+:)?oddHeader\b[\s\S]*?<\/(?:\w+:)?oddHeader>/, "")}`;
  return tail.replace(whole, () => `<${prefix}headerFooter${attributes}>${grown}</${prefix}headerFooter>`);
}
