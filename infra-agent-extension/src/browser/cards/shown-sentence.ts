/** The computed sentence in the tense of its phase: what will happen, happens, happened, was begun, or would have happened. */
import { nls } from '@theia/core/lib/common/nls';
import type { Phase } from '../../common/conductor/operation-state';
import type { CardView } from '../../common/infra-service';

interface Verb {
    readonly plain: string;
    readonly now: string;
    readonly past: string;
}

const RUN: Verb = { plain: 'run', now: 'running', past: 'ran' };
const RESTORE: Verb = { plain: 'restore', now: 'restoring', past: 'restored' };
const EDITS: readonly Verb[] = [
    { plain: 'change', now: 'changing', past: 'changed' }, { plain: 'create', now: 'creating', past: 'created' }, { plain: 'delete', now: 'deleting', past: 'deleted' },
    { plain: 'set', now: 'setting', past: 'set' }, { plain: 'remove', now: 'removing', past: 'removed' }
];

type Form = keyof Verb;

export function shownSentence(view: CardView): string {
    const act = /^will\s+([^]*)$/i.exec(view.sentence)?.[1];
    if (act === undefined) {
        return view.sentence;
    }
    const say = (form: Form) => inflected(act, form, view);
    switch (tenseOf(view.phase)) {
        case 'future': return nls.localize('infra-agent/sentence/will', 'will {0}', say('plain'));
        case 'present': return say('now');
        case 'past': return say('past');
        case 'tried': return nls.localize('infra-agent/sentence/tried', 'tried to {0}', say('plain'));
        case 'begun': return nls.localize('infra-agent/sentence/begun', 'began to {0}', say('plain'));
        case 'undone': return nls.localize('infra-agent/sentence/undone', '{0}; since rolled back', say('past'));
        case 'never': return nls.localize('infra-agent/sentence/never', 'would {0}; it was not sent', say('plain'));
    }
}

type Tense = 'future' | 'present' | 'past' | 'tried' | 'begun' | 'undone' | 'never';

function tenseOf(phase: Phase): Tense {
    switch (phase) {
        case 'IN_PROGRESS': case 'VALIDATING': case 'BLOCKED': case 'READY_FOR_APPLY': case 'WAIT_FOR_APPROVE': return 'future';
        case 'APPLYING': return 'present';
        case 'DONE': case 'ROLLBACK': return 'past';
        case 'FAILED': return 'tried';
        case 'CANCELLED': case 'INTERRUPTED': return 'begun';
        case 'ROLLED_BACK': return 'undone';
        case 'REJECTED': case 'EXPIRED': case 'SUPERSEDED': return 'never';
    }
}

/** Names and commands stand in backticks, and stay as they are. */
function inflected(act: string, form: Form, { operation, rollbackOf }: CardView): string {
    if (!operation.edits) {
        return act.replace(/^run\b/, RUN[form]);
    }
    const verbs = rollbackOf === undefined ? EDITS : EDITS.map(verb => (verb.plain === 'change' || verb.plain === 'create' ? { ...RESTORE, plain: verb.plain } : verb));
    return act.split(/(`[^`]*`)/).map((part, index) => index % 2 === 1 ? part : part.replace(/(^|, | and )(change|create|delete|set|remove)\b/g, (_, before: string, plain: string) => {
        const verb = verbs.find(candidate => candidate.plain === plain);
        return `${before}${verb === undefined ? plain : form === 'plain' && verb.now === RESTORE.now ? RESTORE.plain : verb[form]}`;
    })).join('');
}
