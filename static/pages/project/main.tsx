import { openPage } from '../../ui/open-page';
import { ProjectPage } from './project-page';

void openPage(() => <ProjectPage />);
