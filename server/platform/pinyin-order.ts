const PINYIN = new Intl.Collator("zh-CN");

/** The order of names as a Chinese list has it. */
export const byPinyin = (a: string, b: string): number => PINYIN.compare(a, b);
