/** The empty chat: what to ask, and the cards that still wait for an answer. */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { ModePrompt } from '../../common/crew/example-prompts';
import { ConnectedCard, type ConnectedCardProps } from '../cards/connected-card';
import { modeLabel } from '../cards/card-view-model';
import { FoldedOperations } from './folded-operations';
import { TrustNotice } from './trust-notice';

export interface InfraWelcomeProps extends Pick<ConnectedCardProps, 'store' | 'actions' | 'workspace'> {
    /** Called once for a folder. */
    readonly readPrompts: (root: string) => Promise<readonly ModePrompt[]>;
    readonly onAsk: (prompt: ModePrompt) => void;
    readonly onOpenFolder: () => void;
}

/** Operations that are listed at once. */
const LISTED = 5;

export const InfraWelcome: React.FC<InfraWelcomeProps> = ({ readPrompts, onAsk, onOpenFolder, ...cards }) => {
    const { workspace } = cards;
    const status = React.useSyncExternalStore(
        React.useCallback(listener => {
            const listening = workspace.onDidChange(listener);
            return () => listening.dispose();
        }, [workspace]),
        () => workspace.status
    );
    const root = workspace.root;
    // What waits may have changed since the folder was opened.
    React.useEffect(() => { workspace.refresh(); }, [workspace]);
    return <div className='infra-welcome' data-testid='infra-welcome'>
        <h2><span className='codicon codicon-server-environment' aria-hidden='true' />{nls.localize('infra-agent/welcome/title', 'What should Infra look at?')}</h2>
        <p>{nls.localize('infra-agent/welcome/text', 'It reads what is in this folder and answers with operations that are ready to send. Nothing runs before you click Send. No language model is needed.')}</p>
        {!root && <NoFolder onOpenFolder={onOpenFolder} />}
        {root && <Prompts root={root} readPrompts={readPrompts} onAsk={onAsk} />}
        {status && !status.trusted && <TrustNotice workspace={workspace} />}
        {workspace.problem && <p className='infra-refusal' role='alert'>{workspace.problem}</p>}
        {status?.problems.map(problem => <p key={problem} className='infra-card-claim'><span className='codicon codicon-warning' aria-hidden='true' /><span>{problem}</span></p>)}
        {root && status && status.openKeys.length > 0 && <section aria-label={nls.localize('infra-agent/welcome/open', 'Operations that wait or failed')} data-testid='open-operations'>
            <h3>{nls.localize('infra-agent/welcome/open', 'Operations that wait or failed')}</h3>
            {status.openKeys.slice(0, LISTED).map(key => <ConnectedCard key={key} {...cards} root={root} cardKey={key} compact />)}
            {status.openKeys.length > LISTED && <FoldedOperations {...cards} root={root} keys={status.openKeys.slice(LISTED)}
                label={nls.localize('infra-agent/welcome/more', '{0} more', status.openKeys.length - LISTED)} />}
        </section>}
    </div>;
};

/** Three at most, so that they have their place before they are known, and nothing moves. */
const PROMPTS = 3;

const Prompts: React.FC<Pick<InfraWelcomeProps, 'readPrompts' | 'onAsk'> & { root: string }> = ({ root, readPrompts, onAsk }) => {
    const [prompts, setPrompts] = React.useState<readonly ModePrompt[]>();
    React.useEffect(() => {
        let shown = true;
        readPrompts(root).then(read => shown && setPrompts(read), () => shown && setPrompts([]));
        return () => { shown = false; };
    }, [root, readPrompts]);
    if (prompts?.length === 0) {
        return <p data-testid='no-prompts'>{nls.localize('infra-agent/welcome/nothing', 'There is no infrastructure here that it can read yet: no scripts, manifests, charts, Terraform files, Dockerfiles or pipelines.')}</p>;
    }
    return <ul className='infra-prompts' data-testid='prompts' aria-busy={prompts === undefined}>
        {prompts?.map(prompt => <li key={prompt.mode}>
            <button type='button' data-testid={`prompt-${prompt.mode}`} onClick={() => onAsk(prompt)}>
                <span className='infra-badge'>{modeLabel(prompt.mode)}</span>{' '}<span>{prompt.text}</span>
            </button>
        </li>) ?? Array.from({ length: PROMPTS }, (_, index) => <li key={index} className='infra-prompt-place' aria-hidden='true' />)}
    </ul>;
};

const NoFolder: React.FC<{ onOpenFolder: () => void }> = ({ onOpenFolder }) => <div className='infra-notice'>
    <span>{nls.localize('infra-agent/welcome/noFolder', 'No folder is open. Open the one that holds your infrastructure.')}</span>
    <button type='button' className='theia-button main' data-testid='open-folder' onClick={onOpenFolder}>{nls.localizeByDefault('Open Folder')}</button>
</div>;
