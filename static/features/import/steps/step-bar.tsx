import type { ReactElement, ReactNode } from 'react';
import { useHiddenBelow } from '../../../ui/use-hidden-below';
import './steps.css';

/** The end of a step: its main button, in sight however long the step is. */
export function StepBar({ children }: { readonly children: ReactNode }): ReactElement {
  const hidden = useHiddenBelow(true);
  return (
    <div className="step-bar" style={{ insetBlockEnd: hidden }}>
      {children}
    </div>
  );
}
