/**
 * The buttons of a card, and the small forms that some of them need. Buttons that are off are `aria-disabled`, not `disabled`: a disabled button
 * drops the keyboard focus, and cannot say why it is off.
 */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { CardView } from '../../common/infra-service';
import type { CardCallbacks } from './card-actions';
import type { CardDraft, Request } from './card-draft';
import type { CardContext } from './card-view-model';
import { closesOnEscape } from './closes-on-escape';
import { MarkedText, markedPlainText, Sentence } from './marked-text';
import { sendControl, type SendControl } from './send-control';

export interface CardButtonsProps {
    readonly view: CardView;
    readonly context: CardContext;
    readonly callbacks: CardCallbacks;
}

export const CardButtons: React.FC<CardButtonsProps> = ({ view, context, callbacks }) => {
    const { draft } = context;
    const send = sendControl(view, context);
    const refusalId = `infra-refusal-${view.key}`;
    return <footer className='infra-card-footer'>
        {send?.confirm !== undefined && <ConfirmTarget view={view} confirm={send.confirm} draft={draft} callbacks={callbacks} onEnter={send.enabled ? () => callbacks.request('send') : undefined} />}
        {send?.refusal && <p className='infra-send-refusal' id={refusalId} data-testid='card-send-refusal'><span><Sentence text={send.refusal} /></span></p>}
        <div className='infra-buttons'>
            {send && !context.trusted && <Button request='trust' testId='card-trust' main draft={draft} callbacks={callbacks}>{nls.localize('infra-agent/trustFolder', 'Trust folder')}</Button>}
            {send && <SendButton send={send} view={view} describedBy={send.refusal ? refusalId : undefined} callbacks={callbacks} busy={draft.busy === 'send'} />}
            {view.queuePosition !== undefined && <Button request='withdraw' testId='card-withdraw' draft={draft} callbacks={callbacks}>{nls.localize('infra-agent/withdraw', 'Withdraw')}</Button>}
            {view.canCancel && <Button request='cancel' testId='card-cancel' main draft={draft} callbacks={callbacks}>{nls.localize('infra-agent/cancel', 'Cancel')}</Button>}
            {isTerminalThere(view, context) && <Button request='show-terminal' testId='card-show-terminal' draft={draft} callbacks={callbacks}>{nls.localize('infra-agent/showTerminal', 'Show terminal')}</Button>}
            {hasOnlyOutput(view, context) && <Button request='show-output' testId='card-show-output' draft={draft} callbacks={callbacks}>{nls.localize('infra-agent/showOutput', 'Show output')}</Button>}
            {view.canRollBack && <Button request='roll-back' testId='card-rollback' draft={draft} callbacks={callbacks}>{nls.localize('infra-agent/rollBack', 'Roll back')}</Button>}
            {view.canFollowUp && <FollowUpButton request='diagnose' draft={draft} callbacks={callbacks} title={nls.localize('infra-agent/diagnose/title', 'Proposes questions that only read, derived from how it failed')}>{nls.localize('infra-agent/diagnose', 'Diagnose')}</FollowUpButton>}
            {view.canFollowUp && <FollowUpButton request='propose-again' draft={draft} callbacks={callbacks} title={nls.localize('infra-agent/proposeAgain/title', 'Proposes it anew, against the files as they are now')}>{nls.localize('infra-agent/proposeAgain', 'Propose again')}</FollowUpButton>}
            {view.canRunAgain && !view.canFollowUp && <Button request='run-again' testId='card-run-again' draft={draft} callbacks={callbacks}>{nls.localize('infra-agent/runAgain', 'Run again')}</Button>}
            {view.canFollowUp && <FormButton form='mark-done' testId='card-mark-done' draft={draft} callbacks={callbacks}>{nls.localize('infra-agent/markDone', 'Mark done…')}</FormButton>}
            {view.canReject && <FormButton form='reject' testId='card-reject' draft={draft} callbacks={callbacks}>{nls.localize('infra-agent/reject', 'Reject…')}</FormButton>}
        </div>
        {draft.form === 'reject' && view.canReject && <ReasonForm draft={draft} callbacks={callbacks} request='reject' testId='card-reject-form' value={draft.rejectReason} required={false}
            label={nls.localize('infra-agent/reject/reason', 'Why not? (may be left empty)')} button={nls.localize('infra-agent/reject/confirm', 'Reject')} onChange={rejectReason => callbacks.draft({ rejectReason })} />}
        {draft.form === 'mark-done' && view.canFollowUp && <ReasonForm draft={draft} callbacks={callbacks} request='mark-done' testId='card-mark-done-form' value={draft.evidence} required
            label={nls.localize('infra-agent/markDone/evidence', 'What shows that it is done?')} button={nls.localize('infra-agent/markDone/confirm', 'Mark done')} onChange={evidence => callbacks.draft({ evidence })} />}
        <div role='alert' className='infra-refusal-slot'>
            {draft.refusal && <p className='infra-refusal' data-testid='card-refusal'><span className='codicon codicon-warning' aria-hidden='true' /><span><Sentence text={draft.refusal} /></span></p>}
        </div>
    </footer>;
};

function isTerminalThere(view: CardView, { hasTerminal }: CardContext): boolean {
    return hasTerminal || view.terminalId !== undefined;
}

/** The terminal went away, with its window or its process. */
function hasOnlyOutput(view: CardView, context: CardContext): boolean {
    return !isTerminalThere(view, context) && view.observation?.outputHash !== undefined && view.observation.outputBytes > 0;
}

const SendButton: React.FC<{ send: SendControl; view: CardView; describedBy?: string; callbacks: CardCallbacks; busy: boolean }> = ({ send, view, describedBy, callbacks, busy }) =>
    <button type='button' className={`theia-button main infra-send infra-send-${view.assessment?.risk ?? 'HIGH'}`} data-testid='card-send' aria-disabled={!send.enabled} aria-describedby={describedBy}
        aria-label={markedPlainText(nls.localize('infra-agent/send/aria', '{0}: {1}', send.label, view.operation.title))} onClick={() => { if (send.enabled) { callbacks.request('send'); } }}>
        {busy ? nls.localize('infra-agent/send/busy', 'Sending…') : <MarkedText text={send.label} kind='command' />}
    </button>;

const ConfirmTarget: React.FC<{ view: CardView; confirm: string; draft: CardDraft; callbacks: CardCallbacks; onEnter?: () => void }> = ({ view, confirm, draft, callbacks, onEnter }) =>
    <label className='infra-confirm'>
        <span>
            {view.target && <>{nls.localize('infra-agent/confirm/reaches', 'It reaches')} <MarkedText text={view.target.description} kind='command' />. </>}
            {nls.localize('infra-agent/confirm', 'To send this, type')} <code data-testid='card-confirm-text'><MarkedText text={confirm} kind='command' /></code>
        </span>
        <input type='text' className='theia-input' data-testid='card-confirm' value={draft.typed} autoComplete='off' spellCheck={false}
            aria-label={nls.localize('infra-agent/confirm/aria', 'Type {0} to confirm', markedPlainText(confirm, 'command'))}
            onChange={event => callbacks.draft({ typed: event.target.value })}
            onKeyDown={event => { if (event.key === 'Enter' && !event.repeat) { onEnter?.(); } }} />
    </label>;

const FollowUpButton: React.FC<Omit<ButtonProps, 'testId' | 'main'> & { request: 'diagnose' | 'propose-again'; title: string }> = ({ request, title, draft, callbacks, children }) =>
    <button type='button' className='theia-button secondary' data-testid={`card-${request}`} title={title} aria-disabled={draft.busy !== undefined}
        onClick={() => { if (draft.busy === undefined) { callbacks.followUp(request); } }}>{children}</button>;

/** What can be done with the operation as a text. */
export const CardTextActions: React.FC<Pick<CardButtonsProps, 'callbacks'> & { draft: CardDraft }> = ({ draft, callbacks }) => <div className='infra-text-actions'>
    <button type='button' className='infra-link' data-testid='card-copy-markdown' onClick={() => callbacks.request('copy-markdown')}>{nls.localize('infra-agent/card/copyMarkdown', 'Copy as Markdown')}</button>
    <button type='button' className='infra-link' data-testid='card-copy-yaml' onClick={() => callbacks.request('copy-yaml')}>{nls.localize('infra-agent/card/copyYaml', 'Copy as YAML')}</button>
    <button type='button' className='infra-link' data-testid='card-edit-block' onClick={callbacks.edit}
        title={nls.localize('infra-agent/card/editBlock/title', 'Opens it in the editor; saving proposes it anew')}>{nls.localize('infra-agent/card/editBlock', 'Edit')}</button>
    <span role='status' className='infra-seen' data-testid='card-notice'>{draft.notice}</span>
</div>;

interface ButtonProps {
    readonly testId: string;
    readonly draft: CardDraft;
    readonly callbacks: CardCallbacks;
    readonly main?: boolean;
    readonly children: React.ReactNode;
}

const Button: React.FC<ButtonProps & { request: Request }> = ({ request, testId, draft, callbacks, main, children }) =>
    <button type='button' className={`theia-button ${main ? 'main' : 'secondary'}`} data-testid={testId} aria-disabled={draft.busy !== undefined} onClick={() => callbacks.request(request)}>
        {children}
    </button>;

const FormButton: React.FC<ButtonProps & { form: NonNullable<CardDraft['form']> }> = ({ form, testId, draft, callbacks, children }) =>
    <button type='button' className='theia-button secondary' data-testid={testId} aria-expanded={draft.form === form} data-opens='form'
        onClick={() => callbacks.draft({ form: draft.form === form ? undefined : form })}>
        {children}
    </button>;

interface ReasonFormProps {
    readonly draft: CardDraft;
    readonly callbacks: CardCallbacks;
    readonly request: Request;
    readonly testId: string;
    readonly label: string;
    readonly button: string;
    readonly value: string;
    readonly required: boolean;
    readonly onChange: (value: string) => void;
}

const ReasonForm: React.FC<ReasonFormProps> = ({ draft, callbacks, request, testId, label, button, value, required, onChange }) => {
    const ready = draft.busy === undefined && (!required || value.trim() !== '');
    return <form className='infra-reason-form' data-testid={testId} onSubmit={event => { event.preventDefault(); if (ready) { callbacks.request(request); } }}
        onKeyDown={closesOnEscape(() => callbacks.draft({ form: undefined }))}>
        <label>
            <span>{label}</span>
            <input type='text' className='theia-input' data-testid={`${testId}-reason`} value={value} onChange={event => onChange(event.target.value)} />
        </label>
        <button type='submit' className='theia-button main' data-testid={`${testId}-confirm`} aria-disabled={!ready}>{button}</button>
    </form>;
};
