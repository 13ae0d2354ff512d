import type { ReactElement, ReactNode } from 'react';

/** Leads to a place of the page. The focus goes along: who reads by ear hears where they are. */
export function JumpLink({
  to,
  children,
}: {
  /** The id of something that takes the focus. */
  readonly to: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <a
      href={`#${to}`}
      className="link-button"
      onClick={(event) => {
        // The address belongs to the tabs.
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {children}
    </a>
  );
}
