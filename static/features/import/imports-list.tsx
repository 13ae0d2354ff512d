import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { ImportView } from '../../../src/contract/import';
import { Given } from '../../ui/given';
import { useWords } from '../../i18n/words';
import { doneOf } from './progress/use-import';
import { useMoving } from './progress/use-moving';

/** The imports of the project, the newest first. */
export function ImportsList({
  imports: listed,
  names,
  onOpen,
  onRefresh,
}: {
  readonly imports: readonly ImportView[];
  readonly names: ReadonlyMap<AccountId, string>;
  readonly onOpen: (view: ImportView) => void;
  readonly onRefresh: () => void;
}): ReactElement {
  const say = useWords();
  const imports = useMoving(listed);
  return (
    <section className="stack" aria-labelledby="imports-title">
      <div className="row">
        <h2 id="imports-title" className="section-title">
          {say('import.list.title')}
        </h2>
        <Button spacing="compact" appearance="subtle" onClick={onRefresh}>
          {say('history.refresh')}
        </Button>
      </div>
      {imports.length === 0 ? (
        <p className="quiet">{say('import.list.empty')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              {(['file', 'owner', 'when', 'state', 'counts'] as const).map((column) => (
                <th key={column} scope="col">
                  {say(`import.list.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {imports.map((view) => (
              <tr key={view.id}>
                <td data-label={say('import.list.file')}>
                  <button type="button" className="link-button break" onClick={() => onOpen(view)}>
                    {view.erased ? say('import.unnamed') : <Given>{view.fileName}</Given>}
                  </button>
                </td>
                <td data-label={say('import.list.owner')}>
                  <Given>{names.get(view.owner) ?? say('admin.person.unknown')}</Given>
                </td>
                <td data-label={say('import.list.when')}>
                  <time dateTime={view.createdAt}>{say.dateTime(view.createdAt)}</time>
                </td>
                <td data-label={say('import.list.state')}>
                  <Lozenge>{say(`import.state.${view.state}`)}</Lozenge>
                </td>
                <td data-label={say('import.list.counts')}>
                  {say('import.list.of', {
                    done: doneOf(view),
                    people: view.people,
                    wrong: view.counts.attention + view.counts.failed,
                  })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
