import '../../src/browser/style/index.css';
import { ContainerModule } from '@theia/core/shared/inversify';
import { bindAnswerSet } from './answer-set/answer-set-module';
import { bindCards } from './cards/cards-module';
import { bindChat } from './chat/chat-module';
import { bindConnection } from './connection/connection-module';
import { bindLayout } from './layout/layout-module';
import { bindOpsFiles } from './ops-files/ops-files-module';
import { bindRun } from './run/run-module';
import { bindStepper } from './stepper/stepper-module';

export default new ContainerModule((bind, _unbind, _isBound, rebind) => {
    bindConnection(bind);
    bindCards(bind);
    bindRun(bind);
    bindChat(bind, rebind);
    bindAnswerSet(bind);
    bindOpsFiles(bind);
    bindStepper(rebind);
    bindLayout(bind, rebind);
});
