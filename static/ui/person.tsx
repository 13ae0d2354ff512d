import type { ReactElement, ReactNode } from 'react';
import type { AccountId } from '../../src/domain/ids';
import { initialsOf, personColor } from './initials';
import './person.css';

/** A person's name with their initials before it, as Jira shows people. Initials say nothing that the name does not. */
export function Person({
  id,
  name,
  children,
}: {
  readonly id: AccountId;
  /** As Jira shows it to the person at the page; `undefined` where it does not: then there are no initials. */
  readonly name: string | undefined;
  /** What stands for the person in words. */
  readonly children: ReactNode;
}): ReactElement {
  const initials = name === undefined ? '' : initialsOf(name);
  if (initials === '') return <>{children}</>;
  return (
    <span className="person">
      <span className={`person-initials person-${personColor(id)}`} aria-hidden>
        {initials}
      </span>
      <span className="break-words">{children}</span>
    </span>
  );
}
