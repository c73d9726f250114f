/**
 * The four modes above the chat input. It shows and calls back; it keeps nothing.
 * For tests: stepper, stepper-design, stepper-implement, stepper-review, stepper-test (each with `data-current` and `data-ticked`), stepper-next, stepper-prompt.
 */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import { modeLabel } from '../cards/card-view-model';
import { MODES, nextMode } from '../chat/mode-prompts';
import type { ModePrompt } from '../../common/crew/example-prompts';
import type { Mode } from '../../common/ops/operation';

export interface StepperProps {
    readonly mode: Mode;
    readonly ticked: readonly Mode[];
    /** The obvious thing to ask in this mode, where nothing has been asked in it yet. */
    readonly prompt?: ModePrompt;
    readonly onSelect: (mode: Mode) => void;
    readonly onAsk: (prompt: ModePrompt) => void;
}

const ICONS: Readonly<Record<Mode, string>> = { design: 'type-hierarchy', implement: 'tools', review: 'checklist', test: 'beaker' };

export const Stepper: React.FC<StepperProps> = ({ mode, ticked, prompt, onSelect, onAsk }) => {
    const next = nextMode(mode);
    return <div className='infra-stepper' data-testid='stepper'>
        <div className='infra-steps' role='toolbar' aria-label={nls.localize('infra-agent/stepper', 'Mode')} onKeyDown={moveByKey}>
            {MODES.map(step => <Step key={step} step={step} current={step === mode} ticked={ticked.includes(step)} onSelect={onSelect} />)}
        </div>
        <button type='button' className='infra-next' data-testid='stepper-next' onClick={() => onSelect(next)}
            title={nls.localize('infra-agent/stepper/nextTitle', 'Next mode: {0}', modeLabel(next))} aria-label={nls.localize('infra-agent/stepper/nextTitle', 'Next mode: {0}', modeLabel(next))}>
            <span className='infra-step-label'>{nls.localize('infra-agent/stepper/next', 'Next mode')}</span><span className='codicon codicon-arrow-right' aria-hidden='true' />
        </button>
        {prompt && <button type='button' className='infra-link infra-step-prompt' data-testid='stepper-prompt' onClick={() => onAsk(prompt)}>
            <span className='codicon codicon-comment' aria-hidden='true' />{prompt.text}
        </button>}
    </div>;
};

const Step: React.FC<{ step: Mode; current: boolean; ticked: boolean; onSelect: (mode: Mode) => void }> = ({ step, current, ticked, onSelect }) => {
    const label = ticked ? nls.localize('infra-agent/stepper/ticked', '{0}, left with nothing open', modeLabel(step)) : modeLabel(step);
    return <button type='button' className={`infra-step${current ? ' infra-current' : ''}`} data-testid={`stepper-${step}`} data-current={current} data-ticked={ticked}
        aria-pressed={current} aria-current={current ? 'step' : undefined} aria-label={label} title={label} tabIndex={current ? 0 : -1} onClick={() => onSelect(step)}>
        <span className={`codicon codicon-${ICONS[step]} infra-step-icon`} aria-hidden='true' /><span className='infra-step-label'>{modeLabel(step)}</span>
        {ticked && <span className='codicon codicon-pass-filled infra-tick' aria-hidden='true' />}
    </button>;
};

/** Arrow keys, Home and End move the focus along the steps; Enter or Space enters one, so that none is left, and ticked, on the way to another. */
function moveByKey(event: React.KeyboardEvent<HTMLElement>): void {
    const steps = Array.from(event.currentTarget.querySelectorAll('button'));
    const at = steps.findIndex(step => step === document.activeElement);
    const to = targetOf(event.key, at, steps.length);
    if (to !== undefined) {
        event.preventDefault();
        steps[to].focus();
    }
}

function targetOf(key: string, at: number, count: number): number | undefined {
    switch (key) {
        case 'ArrowRight': case 'ArrowDown': return (at + 1) % count;
        case 'ArrowLeft': case 'ArrowUp': return (at - 1 + count) % count;
        case 'Home': return 0;
        case 'End': return count - 1;
        default: return undefined;
    }
}
