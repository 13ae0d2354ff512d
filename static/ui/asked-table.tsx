import { Fragment } from 'react';
import type { ReactElement, ReactNode } from 'react';

/** A table whose rows can be asked about: the question stands below its row. */
export function AskedTable<Id extends string>({
  className,
  labelledBy,
  columns,
  rows,
  question,
}: {
  readonly className: string;
  /** The id of its heading. */
  readonly labelledBy: string;
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly { readonly id: Id; readonly row: ReactElement }[];
  readonly question: { readonly id: Id; readonly content: ReactNode } | undefined;
}): ReactElement {
  return (
    <table className={`table ${className}`} aria-labelledby={labelledBy}>
      <thead>
        <tr>
          {columns.map(({ key, title }) => (
            <th scope="col" key={key}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, row }) => (
          <Fragment key={id}>
            {row}
            {question?.id === id && (
              <tr>
                <td className="whole-row" colSpan={columns.length}>
                  {question.content}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
