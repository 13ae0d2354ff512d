import { openPage } from '../frame/open-page';
import { GetStarted } from './get-started';

void openPage(() => <GetStarted />);
