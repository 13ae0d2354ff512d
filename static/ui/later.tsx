import { Component, Suspense } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '../i18n/use-translate';

/**
 * Around a part of the page whose script is loaded when it is shown. Where that fails (the app was deployed anew,
 * the line is down), the rest of the page stays, and says what to do.
 */
export function Later({
  fallback = null,
  children,
}: {
  readonly fallback?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Boundary>
      <Suspense fallback={fallback}>{children}</Suspense>
    </Boundary>
  );
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken(): ReactElement {
  const t = useTranslate();
  return (
    <p className="wrong" role="alert">
      {t('ui.broken')}{' '}
      <button type="button" className="link-button" onClick={() => location.reload()}>
        {t('ui.reload')}
      </button>
    </p>
  );
}
