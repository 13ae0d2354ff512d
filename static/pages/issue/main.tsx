import { openPage } from '../../ui/open-page';
import { IssuePage } from './issue-page';

void openPage(() => <IssuePage />);
