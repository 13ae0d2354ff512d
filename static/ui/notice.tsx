import SectionMessage from '@atlaskit/section-message';
import type { ReactElement, ReactNode } from 'react';

/** A message that takes the place of a page or a part of it. */
export default function Notice({
  kind,
  title,
  children,
}: {
  readonly kind: 'information' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <SectionMessage appearance={kind} title={title}>
      {children}
    </SectionMessage>
  );
}
