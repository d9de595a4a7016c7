/** What the judgement of likeness needs from outside: how Chinese is spoken, and a digest for phone numbers. */
import { createHash } from "node:crypto";
import { pinyin } from "pinyin-pro";
import { enterpriseLikenessKeys, LIKENESS_VERSION, likenessKeys } from "@/server/domain/likeness-keys";
import {
  type LikenessSubject,
  type LikenessTools,
  likenessProfile,
  likenessSubject,
} from "@/server/domain/likeness-profile";

/** Not a secret: the number stands in the same row. It keeps numbers out of keys, plans and logs. */
const SALT = "chainlead likeness";
const DIGEST_LENGTH = 16;

const spoken = new Map<string, string>();
const MOST_REMEMBERED = 20_000;

function speak(text: string): string {
  const known = spoken.get(text);
  if (known !== undefined) return known;
  const made = pinyin(text, { toneType: "none", type: "array", nonZh: "consecutive" })
    .join("")
    .toLowerCase()
    .replace(/ü/g, "v");
  if (spoken.size >= MOST_REMEMBERED) spoken.clear();
  spoken.set(text, made);
  return made;
}

export const likenessTools: LikenessTools = {
  speak,
  digest: (digits) => createHash("sha256").update(`${SALT} ${digits}`).digest("hex").slice(0, DIGEST_LENGTH),
};

export interface LikenessColumns {
  likenessKeys: string[];
  likenessVersion: number;
}

/** What is stored beside a project. */
export const projectLikeness = (subject: LikenessSubject): LikenessColumns => ({
  likenessKeys: likenessKeys(likenessProfile(subject, likenessTools)),
  likenessVersion: LIKENESS_VERSION,
});

/** What is stored beside an enterprise: its projects are found by its former names and its group too. */
export const enterpriseLikeness = (enterprise: {
  name: string;
  uscc: string | null;
  formerNames?: readonly string[];
  shortNames?: readonly string[];
  groupName?: string;
}): LikenessColumns => {
  const { name, uscc, formerNames = [], shortNames = [], groupName = "" } = enterprise;
  const subject = likenessSubject({
    investorName: name,
    investorUscc: uscc,
    formerNames,
    shortNames,
    groupName,
  });
  return {
    likenessKeys: enterpriseLikenessKeys(likenessProfile(subject, likenessTools)),
    likenessVersion: LIKENESS_VERSION,
  };
};
