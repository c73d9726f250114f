/**
 * Reads the workspace and has the role of a mode answer by code: text, and operations recorded under the concern that each is about. What
 * was derived before and is no longer called for is superseded; what was rejected or done, and has not changed since, is folded.
 */
import type { OperationState } from '../../common/conductor/operation-state';
import { isRefusal } from '../../common/conductor/refusal';
import type { Answer } from '../../common/infra-service';
import type { Mode } from '../../common/ops/operation';
import type { Analysis } from '../../common/repo/analysis';
import { assessCommand } from '../../common/risk/assess-command';
import type { Derived, DeriveInput, DerivedOperation, Role } from '../../common/crew/role';
import { role as architect } from '../../common/crew/architect/role';
import { role as coder } from '../../common/crew/coder/role';
import { role as reviewer } from '../../common/crew/reviewer/role';
import { role as tester } from '../../common/crew/tester/role';
import type { Finding } from '../../common/sentinel/finding';
import { validate } from '../../common/sentinel/validate';
import { riskContext } from '../risk-context';
import { changedFiles } from './changed-files';
import { modelBrief } from './model-brief';
import { readWorkspaceOf } from './read-workspace';
import { supersedeForgotten } from './waiting';
import type { WorkspaceConductor } from '../gate/workspace-conductor';
import { hashOf } from '../gate/proposal';

export const ROLES: Readonly<Record<Mode, Role>> = { design: architect, implement: coder, review: reviewer, test: tester };

export interface Question {
    readonly mode: Mode;
    readonly text: string;
    readonly session?: string;
    readonly response?: string;
    readonly signal?: AbortSignal;
    readonly progress?: (message: string) => void;
    /** A language model will be asked too, and needs to be told what is known. */
    readonly withBrief?: boolean;
}

export interface DerivedFromWorkspace {
    readonly role: Role;
    readonly analysis: Analysis;
    readonly findings: readonly Finding[];
    readonly derived: Derived;
}

/** Reads the workspace as it is now, and what the role of the mode makes of it. Records nothing. */
export async function deriveOperations(conductor: WorkspaceConductor, question: Question): Promise<DerivedFromWorkspace> {
    const { workspace } = conductor;
    const analysis = await readWorkspaceOf(conductor, question);
    question.progress?.('checking what was read');
    const context = riskContext(workspace);
    const role = ROLES[question.mode];
    const findings = validate(analysis);
    const derived = role.derive({
        facts: analysis.facts,
        findings,
        goal: question.text.trim() || undefined,
        context: analysis,
        reading: readOnce(context),
        changes: () => changedFiles(workspace.root, analysis, conductor.state.operations.values()),
        answered: item => answeredBefore(conductor, item) !== undefined
    });
    return { role, analysis, findings, derived };
}

/** What a command would do; the same command is asked about several times in one answer. */
function readOnce(context: ReturnType<typeof riskContext>): NonNullable<DeriveInput['reading']> {
    const known = new Map<string, ReturnType<NonNullable<DeriveInput['reading']>>>();
    return (text, cwd) => {
        const name = JSON.stringify([cwd, text]);
        const { risk, group } = known.get(name) ?? assessCommand(text, { ...context, cwd }).assessment;
        known.set(name, { risk, group });
        return { risk, group };
    };
}

export async function deriveAnswer(conductor: WorkspaceConductor, question: Question): Promise<Answer> {
    const { role, analysis, findings, derived } = await deriveOperations(conductor, question);
    question.signal?.throwIfAborted();
    question.progress?.('preparing operations');
    const { shown, folded } = await record(conductor, question, derived.operations);
    if (!question.text.trim()) {
        await supersedeForgotten(conductor, question.mode, derived);
    }
    return {
        markdown: derived.markdown, keys: shown, folded,
        ...(derived.closing ? { closing: derived.closing } : {}),
        ...(question.withBrief ? { brief: modelBrief({ role, facts: analysis.facts, findings, derived: derived.operations.map(({ operation }) => operation) }) } : {})
    };
}

async function record(conductor: WorkspaceConductor, question: Question, derived: readonly DerivedOperation[]): Promise<{ shown: string[]; folded: string[] }> {
    const known = derived.map(item => answeredBefore(conductor, item));
    const fresh = derived.filter((_, index) => known[index] === undefined);
    const keys = await conductor.propose(fresh.map(({ operation, concern }) => ({
        operation, origin: { kind: 'derived', concern, ...(question.session ? { session: question.session } : {}), ...(question.response ? { response: question.response } : {}) }
    })));
    if (isRefusal(keys)) {
        throw new Error(keys.message);
    }
    const shown: string[] = [];
    const folded: string[] = [];
    let next = 0;
    derived.forEach((item, index) => {
        const before = known[index];
        const key = before?.key ?? keys[next++];
        (before || item.folded ? folded : shown).push(key);
    });
    return { shown, folded };
}

/** The latest operation about this concern, if it says the same and was rejected or done: the person has answered it. */
function answeredBefore(conductor: WorkspaceConductor, { operation, concern }: DerivedOperation): OperationState | undefined {
    const about = [...conductor.state.operations.values()].filter(state => state.origin.concern === concern);
    const latest = about.at(-1);
    const isSame = latest?.operationHash === hashOf(operation);
    return latest && isSame && (latest.phase === 'REJECTED' || latest.phase === 'DONE') ? latest : undefined;
}
