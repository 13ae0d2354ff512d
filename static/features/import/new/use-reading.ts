import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { ImportStart } from '../../../../src/contract/import';
import type { Encoding } from '../../../../src/domain/file/reading';
import type { DayOrder } from '../../../../src/domain/invitation/days';
import type { Columns, OrganizationMapping } from '../../../../src/domain/invitation/import-row';
import { useTranslate } from '../../../i18n/use-translate';
import type { AppliedLayout } from '../layouts/apply-layout';
import type { UseLayouts } from '../layouts/use-layouts';
import type { FileProblem, LookedUp, Preview, Reader, Reading } from '../file/reader';
import type { Source } from './source-picker';

/** What was read and how it is understood. */
export interface Read {
  readonly source: Source;
  readonly reading: Reading;
  readonly columns: Columns;
  readonly organizations: OrganizationMapping;
  readonly notify: boolean;
  /** Chosen for days that the column leaves open. */
  readonly dayOrder?: DayOrder | undefined;
  /** The layout that says what its columns hold. */
  readonly applied?: AppliedLayout | undefined;
  /** Nothing while it is planned for the first time. */
  readonly preview: Preview | undefined;
  /** Counts up whenever the preview is another. */
  readonly version: number;
  /** It is planned anew; what is shown is the plan before. */
  readonly planning: boolean;
}

type ReadingState =
  | { readonly step: 'choose' }
  | { readonly step: 'reading'; readonly name: string; readonly part: number }
  | { readonly step: 'problem'; readonly name: string; readonly problem: FileProblem }
  | { readonly step: 'read'; readonly read: Read };

export interface UseReading {
  readonly state: ReadingState;
  readonly reader: Reader;
  /** @param encoding where the one that was told is wrong. */
  readonly open: (source: Source, encoding?: Encoding) => Promise<void>;
  /** Gives up reading, or what was read. */
  readonly close: () => void;
  readonly setHeaded: (headed: boolean) => Promise<void>;
  readonly change: (
    change: Partial<Pick<Read, 'columns' | 'organizations' | 'notify' | 'dayOrder' | 'applied'>>,
  ) => void;
  readonly lookedUp: (looks: readonly LookedUp[]) => Promise<void>;
}

/** Reads a file in a worker, and plans its rows anew after every change. */
export function useReading(
  start: Pick<ImportStart, 'rules' | 'organizations'>,
  reader: Reader,
  understand: UseLayouts['understand'],
): UseReading {
  const plans = usePlans(start, reader);
  const { state, setState, wantedRef } = plans;
  const { open, giveUpRef } = useOpening(plans, reader, understand);
  const changes = useChanges(plans, reader, understand);
  const close = useCallback((): void => {
    giveUpRef.current?.abort();
    wantedRef.current += 1;
    reader.close();
    setState({ step: 'choose' });
  }, [reader, giveUpRef, wantedRef, setState]);
  return { state, reader, open, close, ...changes };
}

type Plans = ReturnType<typeof usePlans>;

/** What becomes of the rows, as they are understood now. */
function usePlans(
  { rules, organizations: known }: Pick<ImportStart, 'rules' | 'organizations'>,
  reader: Reader,
) {
  const [state, setState] = useState<ReadingState>({ step: 'choose' });
  /** Plans are answered in order, but only the last one counts. */
  const wantedRef = useRef(0);
  const plan = useCallback(
    async (read: Read): Promise<void> => {
      wantedRef.current += 1;
      const mine = wantedRef.current;
      startTransition(() => setState({ step: 'read', read: { ...read, planning: true } }));
      const { columns, organizations, notify, dayOrder } = read;
      try {
        const preview = await reader.preview({
          columns,
          organizations,
          notify,
          dayOrder,
          rules,
          known,
          now: Date.now(),
        });
        if (mine !== wantedRef.current) return;
        setState({ step: 'read', read: { ...read, preview, version: read.version + 1, planning: false } });
      } catch {
        // Given up, or the worker broke: only then no other call says what comes next.
        if (mine !== wantedRef.current) return;
        setState({ step: 'problem', name: read.source.name, problem: { problem: 'unreadable' } });
      }
    },
    [reader, rules, known],
  );
  return { state, setState, plan, wantedRef };
}

/** Opens a file, which can be given up. */
function useOpening(
  { setState, plan, wantedRef }: Plans,
  reader: Reader,
  understand: UseLayouts['understand'],
) {
  const { language } = useTranslate();
  const giveUpRef = useRef<AbortController>();
  // What is read for a form that is gone is of no use.
  useEffect(() => () => giveUpRef.current?.abort(), []);
  const open = useCallback<UseReading['open']>(
    async (source, encoding) => {
      giveUpRef.current?.abort();
      const abort = new AbortController();
      giveUpRef.current = abort;
      wantedRef.current += 1;
      setState({ step: 'reading', name: source.name, part: 0 });
      try {
        const answer = await reader.read(source.data, {
          signal: abort.signal,
          locale: language,
          ...(encoding && { encoding }),
          onProgress: (part) => setState({ step: 'reading', name: source.name, part }),
        });
        if (!answer.ok) {
          setState({ step: 'problem', name: source.name, problem: answer.problem });
          return;
        }
        const { reading } = answer;
        const read = { source, reading, organizations: [], notify: false, ...(await understand(reading)) };
        if (abort.signal.aborted) return;
        await plan({ ...read, preview: undefined, version: 0, planning: true });
      } catch (error) {
        // The caller that aborted it has said what comes next.
        if (!abort.signal.aborted) throw error;
      }
    },
    [reader, plan, language, understand, setState, wantedRef],
  );
  return { open, giveUpRef };
}

/** What the agent says of a file that was read, and what Jira says of its people. */
function useChanges(
  { state, setState, plan, wantedRef }: Plans,
  reader: Reader,
  understand: UseLayouts['understand'],
): Pick<UseReading, 'setHeaded' | 'change' | 'lookedUp'> {
  const read = state.step === 'read' ? state.read : undefined;
  const setHeaded = useCallback(
    async (headed: boolean): Promise<void> => {
      if (!read) return;
      wantedRef.current += 1;
      const mine = wantedRef.current;
      const reading = await reader.setHeaded(headed).catch(() => undefined);
      const understood = reading && (await understand(reading));
      if (understood && mine === wantedRef.current) {
        await plan({ ...read, reading, applied: undefined, ...understood });
      }
    },
    [reader, plan, read, understand, wantedRef],
  );
  const change = useCallback<UseReading['change']>(
    (changed) => {
      if (read) void plan({ ...read, ...changed });
    },
    [plan, read],
  );
  const lookedUp = useCallback(
    async (looks: readonly LookedUp[]): Promise<void> => {
      const mine = wantedRef.current;
      const preview = await reader.lookedUp(looks);
      if (mine !== wantedRef.current) return;
      setState((before) =>
        before.step === 'read'
          ? { step: 'read', read: { ...before.read, preview, version: before.read.version + 1 } }
          : before,
      );
    },
    [reader, setState, wantedRef],
  );
  return { setHeaded, change, lookedUp };
}
