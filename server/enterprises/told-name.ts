/** By which name an enterprise was found, where it was not the present one. */
import { NAME_KIND_WORD, type NameKind } from "@/server/domain/other-names";
import { searchQueryOf, searchTextOf } from "@/server/platform/search-text";

function holds(name: string, typed: string): boolean {
  const { searchText } = searchTextOf([name]);
  return (searchQueryOf(typed)?.alternatives ?? []).some(({ texts }) =>
    texts.every((t) => searchText.includes(t)),
  );
}

/** "曾用名 沈阳立新仪表厂", or null. */
export function toldName(
  { name, otherNames }: { name: string; otherNames: readonly { kind: NameKind; name: string }[] },
  typed: string,
): string | null {
  if (typed === "" || holds(name, typed)) return null;
  const found = otherNames.find((other) => holds(other.name, typed));
  return found ? `${NAME_KIND_WORD[found.kind]} ${found.name}` : null;
}
