import type { MarkPorts } from '../../src/features/agenda/mark-work';
import type { Agenda } from '../../src/features/agenda/store/agenda-store';
import { StorageError } from '../../src/platform/kvs/kvs';
import type { VirtualClock } from './clock';

type Operation = 'read' | 'change' | 'wake';

export interface FakeAgenda {
  readonly ports: MarkPorts;
  /** What is refused. */
  readonly failing: Set<Operation>;
  readonly operations: Operation[];
  /** How long each event is delayed, in ms. */
  readonly woken: number[];
  /** Those that look whatever the agenda says. */
  readonly always: number[];
  readonly current: () => Agenda | undefined;
}

/** An agenda and a queue in memory. */
export function fakeAgenda(clock: VirtualClock): FakeAgenda {
  const failing = new Set<Operation>();
  const operations: Operation[] = [];
  const woken: number[] = [];
  const always: number[] = [];
  let agenda: Agenda | undefined;
  const operation = <T>(name: Operation, result: () => T): Promise<T> => {
    operations.push(name);
    return failing.has(name) ? Promise.reject(new StorageError('INTERNAL')) : Promise.resolve(result());
  };
  return {
    failing,
    operations,
    woken,
    always,
    current: () => agenda,
    ports: {
      clock,
      store: {
        agenda: {
          read: () => operation('read', () => agenda),
          change: (change) =>
            operation('change', () => {
              agenda = change(agenda ?? { looks: {} }) ?? agenda;
              return true;
            }),
        },
      },
      wake: (ms, how) => operation('wake', () => void (how === 'always' ? always : woken).push(ms)),
    },
  };
}
