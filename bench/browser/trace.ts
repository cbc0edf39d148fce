import type { Page } from 'puppeteer-core';
import * as v from 'valibot';

/** Tasks of the main thread, and the scripts in them with the world they run in. */
const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'v8.execute'];

/** Traces the whole browser of a page while something is done; gives the trace as JSON. */
export async function traced(page: Page, work: () => Promise<unknown>): Promise<Uint8Array> {
  await page.tracing.start({ categories: TRACED });
  let trace: Uint8Array | undefined;
  try {
    await work();
  } finally {
    // Not to be asked for a second time: then no answer ever comes.
    trace = await page.tracing.stop();
  }
  if (!trace) throw new Error('The browser gave no trace.');
  return trace;
}

const EventSchema = v.object({
  name: v.string(),
  ph: v.string(),
  pid: v.number(),
  tid: v.number(),
  ts: v.optional(v.number(), 0),
  dur: v.optional(v.number(), 0),
  /** CPU time of the thread, µs: unlike `dur` it does not grow when others use the processor. */
  tdur: v.optional(v.number(), 0),
  args: v.optional(
    v.object({
      name: v.optional(v.unknown()),
      worldName: v.optional(v.string()),
      fileName: v.optional(v.string()),
      data: v.optional(
        v.object({
          url: v.optional(v.string()),
          frames: v.optional(v.array(v.object({ url: v.string(), processId: v.optional(v.number(), 0) }))),
        }),
      ),
    }),
    {},
  ),
});

const TraceSchema = v.object({ traceEvents: v.array(EventSchema) });

type TraceEvent = v.InferOutput<typeof EventSchema>;

/** What the main thread of a page did, CPU milliseconds. */
export interface MainThread {
  /** Process of the page. */
  readonly pid: number;
  /** Each task, and how much of it was the extension's. */
  readonly tasks: readonly { readonly ms: number; readonly ownMs: number }[];
  /** All scripts, whoever's. */
  readonly scriptMs: number;
  /** Layout and style, also what scripts force. */
  readonly layoutMs: number;
}

/**
 * Reads a trace of Chromium for the page at an address.
 * @param trace JSON as `Tracing.end` gives it
 * @throws Error when the page is not in the trace, ValiError when it is no trace
 */
export function readTrace(trace: Uint8Array, url: string): MainThread {
  const { traceEvents } = v.parse(TraceSchema, JSON.parse(Buffer.from(trace).toString()));
  const pid = processOf(traceEvents, url);
  const main = traceEvents.find(
    ({ name, args, pid: other }) => other === pid && name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const events = traceEvents.filter(({ ph, pid: other, tid }) => ph === 'X' && other === pid && tid === main?.tid);
  const named = (names: RegExp) => events.filter(({ name }) => names.test(name)).sort((a, b) => a.ts - b.ts);
  const tasks = named(/^RunTask$/);
  const parsing = named(/^ParseHTML$/);
  const scripts = named(/^(?:v8\.|RunMicrotasks|FunctionCall|EvaluateScript)/).filter(
    (event) => event.name !== 'RunMicrotasks' || !parsing.some((other) => isInside(event, other)),
  );
  let next = 0;
  return {
    pid,
    scriptMs: outermostTime(scripts) / 1000,
    layoutMs: outermostTime(named(/^(?:Layout|UpdateLayoutTree)$/)) / 1000,
    tasks: tasks.map((task) => {
      while ((scripts[next]?.ts ?? Number.POSITIVE_INFINITY) < task.ts) next++;
      const from = next;
      while ((scripts[next]?.ts ?? Number.POSITIVE_INFINITY) < task.ts + task.dur) next++;
      return { ms: task.tdur / 1000, ownMs: ownTime(scripts.slice(from, next)) / 1000 };
    }),
  };
}

/** The parser's microtasks are the browser's own (images that begin to load); scripts of a page have events of their own. */
function isInside({ ts }: TraceEvent, around: TraceEvent): boolean {
  return ts >= around.ts && ts < around.ts + around.dur;
}

function processOf(events: readonly TraceEvent[], url: string): number {
  const committed = events.findLast(({ name, args }) => name === 'CommitLoad' && args.data?.url === url)?.pid;
  const open = events.flatMap(({ args }) => args.data?.frames ?? []).find((frame) => frame.url === url)?.processId;
  const pid = committed ?? open;
  if (pid === undefined) throw new Error(`${url} is not in the trace.`);
  return pid;
}

/**
 * CPU time of the extension's scripts in one task, µs. Microtasks say not whose they are: they count as the
 * extension's where no script of the page runs in the same task.
 */
function ownTime(scripts: readonly TraceEvent[]): number {
  const isPages = scripts.some((event) => event.args.worldName !== undefined && !isOwn(event));
  return outermostTime(scripts.filter((event) => isOwn(event) || (event.name === 'RunMicrotasks' && !isPages)));
}

/** CPU time of events in order, µs; those inside others are not counted again. */
function outermostTime(events: readonly TraceEvent[]): number {
  let end = 0;
  let sum = 0;
  for (const { ts, dur, tdur } of events) {
    if (ts < end) continue;
    end = ts + dur;
    sum += tdur;
  }
  return sum;
}

function isOwn({ args }: TraceEvent): boolean {
  const address = args.fileName ?? args.data?.url ?? '';
  return args.worldName === 'Newsgloss' || address.startsWith('chrome-extension://');
}
