/** Memory of the processes of the product, as the kernel counts it. */
import { readFileSync, writeFileSync } from "node:fs";

const MIB = 1024;

function statusOf(pid: number, field: "VmRSS" | "VmHWM"): number {
  try {
    const line = readFileSync(`/proc/${pid}/status`, "utf8").match(
      new RegExp(`^${field}:\\s+(\\d+) kB`, "m"),
    );
    return Number(line?.[1] ?? NaN) / MIB;
  } catch {
    return NaN;
  }
}

/** Forgets the peak so far, so that the next one belongs to the work that follows. */
export function resetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // Elsewhere than on Linux there is no peak to be had, and the table says so.
  }
}

/** Peak resident memory since `resetPeak`, in MiB; NaN where the kernel does not tell. */
export const peakOf = (pid: number): number => statusOf(pid, "VmHWM");
