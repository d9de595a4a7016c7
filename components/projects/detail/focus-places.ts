/** Where the focus goes when a part of the page turns into a form and back: as refs, on the element that appears. */

/** The first field takes the focus from the button that opened the form. */
export const focusFirstField = (form: HTMLFormElement | null): void => {
  form?.querySelector<HTMLElement>("input:not(:disabled), textarea, select")?.focus({ preventScroll: true });
};

/** The button that was pressed is gone while its form stands; when it comes back, so does the focus. */
export const takeFocus = (button: HTMLButtonElement | null): void => {
  button?.focus({ preventScroll: true });
};

const refs = new Map<string, (form: HTMLFormElement | null) => void>();
/** The field that a link was about. One ref a field: another function at every drawing would take the focus again. */
export function focusField(field: string): (form: HTMLFormElement | null) => void {
  const known = refs.get(field);
  if (known) return known;
  const ref = (form: HTMLFormElement | null) =>
    form?.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, textarea, select, button)`)?.focus();
  refs.set(field, ref);
  return ref;
}
