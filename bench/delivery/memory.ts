import { readdirSync, readFileSync } from 'node:fs';

/**
 * Memory of a process and all it has started, bytes: what each has for itself and its share of what several have (PSS,
 * https://docs.kernel.org/filesystems/proc.html).
 * @throws Error where the system has no /proc, as all but Linux
 */
export function memoryOf(pid: number | undefined): number {
  const parents = new Map(
    readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map((entry) => [Number(entry), parentOf(Number(entry))]),
  );
  const isOurs = (process: number | undefined): boolean =>
    process !== undefined && process > 1 && (process === pid || isOurs(parents.get(process)));
  return [...parents.keys()].filter(isOurs).reduce((sum, process) => sum + shareOf(process), 0);
}

/** The fourth field of its status, after a name that may hold anything. */
function parentOf(pid: number): number | undefined {
  const status = read(`/proc/${pid}/stat`);
  return status === undefined ? undefined : Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
}

function shareOf(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** Processes come and go meanwhile. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
