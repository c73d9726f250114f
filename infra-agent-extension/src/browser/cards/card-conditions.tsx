/** What must hold before, what reaches the commands, what must be seen after, and how it is undone. */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { CardView } from '../../common/infra-service';
import type { CardCallbacks } from './card-actions';
import type { CardDraft } from './card-draft';
import { CommandBlock } from './card-commands';
import { CardSection } from './card-section';
import { closesOnEscape } from './closes-on-escape';
import { canCheck, expectationLines, isBeforeSend, preconditionLines, reasonsAt, riskBadge, type PreconditionLine } from './card-view-model';
import { MarkedText, PhraseText, Sentence } from './marked-text';

export interface CardConditionsProps {
    readonly view: CardView;
    readonly draft: CardDraft;
    readonly callbacks: CardCallbacks;
}

export const CardPreconditions: React.FC<CardConditionsProps> = ({ view, draft, callbacks }) => {
    const lines = preconditionLines(view);
    if (lines.length === 0) {
        return <></>;
    }
    const tick = (index: number) => callbacks.draft({ ticked: draft.ticked.includes(index) ? draft.ticked.filter(other => other !== index) : [...draft.ticked, index] });
    return <CardSection testId='card-preconditions' title={nls.localize('infra-agent/card/preconditions', 'Before it runs')} aside={canCheck(view) &&
        <button type='button' className='infra-link' data-testid='card-check' aria-disabled={draft.busy !== undefined} onClick={() => callbacks.request('check')}
            title={nls.localize('infra-agent/card/check/title', 'Runs the commands and version checks below, and nothing else')}>{nls.localize('infra-agent/card/check', 'Check')}</button>}>
        <ul className='infra-conditions'>
            {lines.map(line => <li key={line.index} data-testid='card-precondition' data-state={line.manual && draft.ticked.includes(line.index) ? 'met' : line.state}>
                {line.manual && isBeforeSend(view.phase)
                    ? <label className='infra-manual'>
                        <input type='checkbox' className='theia-input' data-testid='card-tick' checked={draft.ticked.includes(line.index)} onChange={() => tick(line.index)} />
                        <span><PhraseText phrase={line.phrase} /></span>
                    </label>
                    : <Condition line={line} />}
            </li>)}
        </ul>
    </CardSection>;
};

const Condition: React.FC<{ line: PreconditionLine }> = ({ line }) => {
    const [icon, word] = stateIcon(line.state);
    return <>
        <span className={`codicon codicon-${icon} infra-state-${line.state}`} role='img' aria-label={word} title={word} />
        <span><PhraseText phrase={line.phrase} />{line.seen && <span className='infra-seen'> — <Sentence text={line.seen} /></span>}</span>
    </>;
};

function stateIcon(state: PreconditionLine['state']): [string, string] {
    switch (state) {
        case 'met': return ['pass', nls.localize('infra-agent/state/met', 'met')];
        case 'unmet': return ['error', nls.localize('infra-agent/state/unmet', 'not met')];
        case 'unknown': return ['question', nls.localize('infra-agent/state/unknown', 'not checked yet')];
    }
}

export const CardEnvironment: React.FC<CardConditionsProps> = ({ view, draft, callbacks }) => {
    if (view.environment.length === 0 && view.unset.length === 0) {
        return <></>;
    }
    const open = draft.toggled['environment'] ?? false;
    return <>
        {view.unset.length > 0 && <UnsetVariables view={view} draft={draft} callbacks={callbacks} />}
        {view.environment.length > 0 && <CardSection testId='card-environment' title={view.environment.length === 1
            ? nls.localize('infra-agent/card/environment/one', '1 variable reaches the command')
            : nls.localize('infra-agent/card/environment', '{0} variables reach the commands', view.environment.length)}
            folding={{ open, onToggle: next => callbacks.draft({ toggled: { ...draft.toggled, environment: next } }) }}>
            <dl className='infra-environment'>
                {view.environment.map(({ name, source }) => <React.Fragment key={name}><dt><code><MarkedText text={name} kind='command' /></code></dt><dd><Sentence text={source} /></dd></React.Fragment>)}
            </dl>
        </CardSection>}
    </>;
};

const UnsetVariables: React.FC<CardConditionsProps> = ({ view, draft, callbacks }) => {
    const { variable } = draft;
    const canSet = isBeforeSend(view.phase);
    return <div className='infra-card-claim infra-unset' data-testid='card-unset'>
        <span className='codicon codicon-warning' aria-hidden='true' />
        <div>
            <span>{nls.localize('infra-agent/card/unset', 'Nothing sets what the commands read here; as it is, they find it empty:')}</span>
            <ul className='infra-plain'>{view.unset.map(name => <li key={name}>
                <code><MarkedText text={name} kind='command' /></code>
                {canSet && <button type='button' className='infra-link' data-testid='card-set-variable' data-variable={name} data-opens='form' aria-expanded={variable === name}
                    aria-label={nls.localize('infra-agent/card/setVariable/aria', 'Set {0}…', name)}
                    onClick={() => callbacks.draft({ variable: variable === name ? undefined : name, value: '' })}>{nls.localize('infra-agent/card/setVariable', 'Set…')}</button>}
                {canSet && variable === name && <form className='infra-reason-form' onSubmit={event => { event.preventDefault(); callbacks.request('set-variable'); }}
                    onKeyDown={closesOnEscape(() => callbacks.draft({ variable: undefined, value: '' }))}>
                    <label>
                        <span>{nls.localize('infra-agent/card/variableValue', 'Its value in this workspace')}</span>
                        <input type='text' className='theia-input' data-testid='card-variable-value' value={draft.value} autoComplete='off' spellCheck={false} onChange={event => callbacks.draft({ value: event.target.value })} />
                    </label>
                    <button type='submit' className='theia-button main' data-testid='card-variable-confirm' aria-disabled={draft.busy !== undefined}>{nls.localize('infra-agent/card/variableSet', 'Set')}</button>
                </form>}
            </li>)}</ul>
        </div>
    </div>;
};

export const CardExpectations: React.FC<{ view: CardView }> = ({ view }) => {
    const lines = expectationLines(view);
    if (lines.length === 0) {
        return <></>;
    }
    return <CardSection testId='card-expectations' title={view.observation
        ? nls.localize('infra-agent/card/expected/after', 'Expected, and seen')
        : nls.localize('infra-agent/card/expected', 'Done when')}>
        <ul className='infra-conditions'>
            {lines.map((line, index) => <li key={index} data-testid='card-expectation' data-met={line.met}>
                <span className={`codicon codicon-${line.met === undefined ? 'circle-outline' : line.met ? 'pass' : 'error'} infra-state-${line.met === undefined ? 'unknown' : line.met ? 'met' : 'unmet'}`}
                    role='img' aria-label={line.met === undefined ? nls.localize('infra-agent/expectation/open', 'not seen yet')
                        : line.met ? nls.localize('infra-agent/expectation/met', 'seen') : nls.localize('infra-agent/expectation/unmet', 'not seen')} />
                <span><PhraseText phrase={line.phrase} />{line.seen && <span className='infra-seen'> — <Sentence text={line.seen} /></span>}</span>
            </li>)}
        </ul>
    </CardSection>;
};

export const CardRollback: React.FC<CardConditionsProps> = ({ view, draft, callbacks }) => {
    if (view.phase === 'ROLLED_BACK') {
        return <></>;
    }
    const commands = view.operation.rollback?.commands ?? [];
    const open = draft.toggled['rollback'] ?? false;
    const risk = view.rollback && riskBadge(view.rollback.risk);
    return <CardSection testId='card-rollback-plan' title={nls.localize('infra-agent/card/undo', 'How it is undone')} aside={risk &&
        <span className={`infra-badge infra-risk-${risk.risk}`} title={risk.meaning}><span className='infra-risk-shape' aria-hidden='true'>{risk.shape}</span>{risk.label}</span>}>
        <p data-testid='card-rollback-sentence'><Sentence text={view.rollbackSentence} /></p>
        {commands.length > 0 && <>
            <button type='button' className='infra-fold' aria-expanded={open} onClick={() => callbacks.draft({ toggled: { ...draft.toggled, rollback: !open } })}>
                <span className={`codicon codicon-chevron-${open ? 'down' : 'right'}`} aria-hidden='true' />{nls.localize('infra-agent/card/undoCommands', 'Its commands')}
            </button>
            {open && <ol className='infra-commands'>{commands.map((command, index) => <li key={index}>
                <CommandBlock command={command} reasons={reasonsAt(view.rollback?.reasons ?? [], `rollback.commands[${index}]`, false)} />
            </li>)}</ol>}
        </>}
    </CardSection>;
};

export const CardAssumptions: React.FC<{ view: CardView }> = ({ view }) => {
    const assumptions = view.operation.assumptions ?? [];
    return assumptions.length === 0 ? <></> : <CardSection testId='card-assumptions' title={nls.localize('infra-agent/card/assumptions', 'Assumed')}>
        <ul className='infra-plain'>{assumptions.map((text, index) => <li key={index}><span><Sentence text={text} /></span></li>)}</ul>
    </CardSection>;
};

export const CardVerdict: React.FC<Pick<CardConditionsProps, 'view' | 'callbacks'>> = ({ view, callbacks }) => {
    const { verdict } = view;
    // That nothing could check it is said by a badge; it is no news of this operation.
    if (!verdict || (verdict.outcome !== 'FAIL' && verdict.findings.length === 0)) {
        return <></>;
    }
    return <CardSection testId='card-verdict' title={verdictTitle(verdict.outcome)}>
        {verdict.reason && <p><Sentence text={verdict.reason} /></p>}
        {verdict.findings.length > 0 && <ul className='infra-plain'>{verdict.findings.map((finding, index) => <li key={index} data-testid='card-finding'>
            <span className={`codicon codicon-${finding.severity === 'error' ? 'error' : finding.severity === 'warning' ? 'warning' : 'info'}`} role='img' aria-label={finding.severity} />
            <span>{finding.file !== '' && <><button type='button' className='infra-link' data-testid='card-finding-place' onClick={() => callbacks.openFile(finding.file, finding.range.start.line)}>
                <MarkedText text={`${finding.file}:${finding.range.start.line + 1}`} kind='command' />
            </button> </>}<Sentence text={finding.message} /></span>
        </li>)}</ul>}
    </CardSection>;
};

function verdictTitle(outcome: 'PASS' | 'FAIL' | 'NOT_VALIDATED'): string {
    switch (outcome) {
        case 'PASS': return nls.localize('infra-agent/verdict/pass', 'Checked, with remarks');
        case 'FAIL': return nls.localize('infra-agent/verdict/fail', 'Blocked by what the checks found');
        case 'NOT_VALIDATED': return nls.localize('infra-agent/verdict/notValidated', 'Not validated: nothing here could check it');
    }
}
