"use client";

import clsx from "clsx";
import { Upload, X } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useState } from "react";
import { formatBytes } from "@/components/shared/format";
import { buttonClass } from "./button";

interface FileDropProps {
  /** What the file is for: "施工许可证". */
  label: string;
  /** Which kinds and how large, in words. */
  hint?: ReactNode;
  /** As for <input accept>. */
  accept?: string;
  multiple?: boolean;
  maxBytes?: number;
  files: readonly File[];
  onChange: (files: File[]) => void;
  /** A problem from the server, shown here. */
  error?: string | null;
  /** 0…1 while uploading. */
  progress?: number | null;
  disabled?: boolean;
}

/** Choose or drop files. The server checks what they really are; here only the size, so that nobody waits in vain. */
export function FileDrop(props: FileDropProps) {
  const { multiple, maxBytes, files, onChange, error, progress } = props;
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    const large = maxBytes === undefined ? undefined : chosen.find((file) => file.size > maxBytes);
    setTooLarge(
      large && maxBytes
        ? `“${large.name}”有 ${formatBytes(large.size)}，超过了 ${formatBytes(maxBytes)} 的上限`
        : null,
    );
    if (large || chosen.length === 0) return;
    onChange(multiple ? [...files, ...chosen] : chosen.slice(0, 1));
  };
  const problem = tooLarge ?? error;
  return (
    <div className="flex flex-col gap-2">
      <DropZone {...props} invalid={Boolean(problem)} onTake={take} />
      {problem ? (
        <p role="alert" className="text-sm text-late">
          {problem}
        </p>
      ) : null}
      <ChosenFiles
        files={files}
        progress={progress ?? null}
        onRemove={(file) => onChange(files.filter((f) => f !== file))}
      />
    </div>
  );
}

interface DropZoneProps extends FileDropProps {
  invalid: boolean;
  onTake: (list: FileList | null) => void;
}

function DropZone({ label, hint, accept, multiple, disabled, invalid, onTake }: DropZoneProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) onTake(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the label inside is the control.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={clsx(
        "flex flex-wrap items-center gap-3 rounded-md border border-dashed px-3 py-3",
        over ? "border-accent bg-accent-soft" : "border-edge bg-surface",
      )}
    >
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        aria-describedby={`${id}-note`}
        aria-invalid={invalid || undefined}
        className="peer sr-only"
        onChange={(event) => {
          onTake(event.target.files);
          // The same file may be chosen again after it was removed.
          event.target.value = "";
        }}
      />
      <label
        htmlFor={id}
        className={clsx(
          buttonClass(),
          "cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-accent",
        )}
      >
        <Upload aria-hidden className="size-4" />
        选择{label}
      </label>
      <span id={`${id}-note`} className="min-w-0 text-sm text-faint">
        或把文件拖到这里{hint ? <>。{hint}</> : null}
      </span>
    </div>
  );
}

interface ChosenFilesProps {
  files: readonly File[];
  progress: number | null;
  onRemove: (file: File) => void;
}

function ChosenFiles({ files, progress, onRemove }: ChosenFilesProps) {
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {files.map((file) => (
        <li
          key={`${file.name}-${file.size}-${file.lastModified}`}
          className="flex items-center gap-2 rounded-md border border-line px-2 py-1"
        >
          <span className="min-w-0 flex-1 truncate">{file.name}</span>
          <span className="text-sm text-faint">{formatBytes(file.size)}</span>
          {progress === null ? (
            <button
              type="button"
              aria-label={`移除 ${file.name}`}
              onClick={() => onRemove(file)}
              className="rounded-sm p-1 text-muted hover:bg-sunken"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          ) : (
            <progress
              aria-label={`${file.name} 的上传进度`}
              value={progress}
              max={1}
              className="h-1.5 w-24"
            />
          )}
        </li>
      ))}
    </ul>
  );
}
