import { openPage } from '../frame/open-page';
import { ProjectPage } from './project-page';

void openPage(() => <ProjectPage />);
