"use client";
import clsx from "clsx";

interface FormItemProps {
  name: string;
  current: boolean;
  onChoose: () => void;
}

/** A form in the list beside the page. */
export const FormItem = ({ name, current, onChoose }: FormItemProps) => (
  <li className="max-lg:shrink-0 lg:border-t lg:border-line lg:first:border-t-0">
    <button
      type="button"
      aria-current={current ? "true" : undefined}
      onClick={onChoose}
      className={clsx(
        "flex min-h-10 w-full items-center px-3 text-left whitespace-nowrap focus-visible:-outline-offset-2",
        current ? "bg-accent-soft font-medium text-accent" : "hover:bg-sunken",
      )}
    >
      <span className="truncate">{name}</span>
    </button>
  </li>
);
