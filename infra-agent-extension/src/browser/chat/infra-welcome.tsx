/** The empty chat: what to ask, and the cards that still wait for an answer. */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import { ConnectedCard, type ConnectedCardProps } from '../cards/connected-card';
import { modeLabel } from '../cards/card-view-model';
import { FoldedOperations } from './folded-operations';
import type { ModePrompt } from './mode-prompts';
import { TrustNotice } from './trust-notice';

export interface InfraWelcomeProps extends Pick<ConnectedCardProps, 'store' | 'actions' | 'workspace'> {
    readonly prompts: readonly ModePrompt[];
    readonly onAsk: (prompt: ModePrompt) => void;
    readonly onOpenFolder: () => void;
}

/** Operations that are listed at once. */
const LISTED = 5;

export const InfraWelcome: React.FC<InfraWelcomeProps> = ({ prompts, onAsk, onOpenFolder, ...cards }) => {
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
        {root && <ul className='infra-prompts'>
            {prompts.map(prompt => <li key={prompt.mode}>
                <button type='button' data-testid={`prompt-${prompt.mode}`} onClick={() => onAsk(prompt)}>
                    <span className='infra-badge'>{modeLabel(prompt.mode)}</span><span>{prompt.text}</span>
                </button>
            </li>)}
        </ul>}
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

const NoFolder: React.FC<{ onOpenFolder: () => void }> = ({ onOpenFolder }) => <div className='infra-notice'>
    <span>{nls.localize('infra-agent/welcome/noFolder', 'No folder is open. Open the one that holds your infrastructure.')}</span>
    <button type='button' className='theia-button main' data-testid='open-folder' onClick={onOpenFolder}>{nls.localizeByDefault('Open Folder')}</button>
</div>;
