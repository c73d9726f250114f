import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { InfraWorkspace } from '../connection/infra-workspace';

export const TrustNotice: React.FC<{ workspace: InfraWorkspace }> = ({ workspace }) => {
    const trusted = React.useSyncExternalStore(
        React.useCallback(listener => {
            const listening = workspace.onDidChange(listener);
            return () => listening.dispose();
        }, [workspace]),
        () => workspace.trusted
    );
    if (trusted) {
        return <></>;
    }
    return <div className='infra-notice' role='note' data-testid='trust-notice'>
        <span className='codicon codicon-shield' aria-hidden='true' />
        <span>{nls.localize('infra-agent/trust/notice', 'This folder is not trusted: the cards can be read, and none can be sent. Trust it if you know where its files come from.')}</span>
        <button type='button' className='theia-button main' data-testid='trust-folder' onClick={() => workspace.trust(true)}>{nls.localize('infra-agent/trustFolder', 'Trust folder')}</button>
    </div>;
};
