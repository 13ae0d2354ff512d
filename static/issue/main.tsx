import { openPage } from '../frame/open-page';
import { IssuePage } from './issue-page';

void openPage(() => <IssuePage />);
