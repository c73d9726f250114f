/** One window's end of the RPC contract. It holds nothing but who is connected: what is asked goes to the conductor of the workspace. */
import type {
    AskRequest, Answer, CardView, ContextPart, FilePair, FollowUp, InfraClient, InfraService, Outcome, ProposedText, SendRequest, Steps, WorkspaceStatus
} from '../common/infra-service';
import { isRefusal } from '../common/conductor/refusal';
import { examplePrompts, type ModePrompt } from '../common/crew/example-prompts';
import type { Mode } from '../common/ops/operation';
import { parseOpsBlock } from '../common/ops/parse-ops-block';
import { validate } from '../common/sentinel/validate';
import { deriveAnswer } from './answer/derive-answer';
import { readWorkspaceOf } from './answer/read-workspace';
import { proposeAgain, proposeDiagnosis } from './answer/follow-up';
import { proposeText } from './answer/propose-text';
import { repositoryContext } from './answer/repository-context';
import { setVariable } from './answer/set-variable';
import { presentCards, presentDiff, presentOutput } from './answer/present-cards';
import type { WorkspaceConductor } from './gate/workspace-conductor';
import type { InfraBackend } from './infra-backend';
import { readSteps, writeMode } from './session-steps';

export class InfraServiceImpl implements InfraService {
    private window: InfraClient | undefined;
    private readonly questions = new Map<string, AbortController>();

    constructor(private readonly backend: InfraBackend) { }

    setClient(client: InfraClient | undefined): void {
        this.disconnect();
        this.window = client;
        if (client) {
            this.backend.connect(client);
        }
    }

    /** The connection is gone: what it asked stops; what it sent runs on. */
    disconnect(): void {
        this.questions.forEach(question => question.abort());
        if (this.window) {
            this.backend.disconnect(this.window);
        }
        this.window = undefined;
    }

    async openWorkspace(root: string): Promise<WorkspaceStatus> {
        return this.backend.status(await this.conductor(root));
    }

    async trustWorkspace(root: string, trusted: boolean): Promise<WorkspaceStatus> {
        const conductor = await this.conductor(root);
        await conductor.workspace.setTrusted(trusted);
        conductor.workspace.host.changed([...conductor.state.operations.keys()]);
        return this.backend.status(conductor);
    }

    async ask(request: AskRequest): Promise<Answer> {
        const conductor = await this.conductor(request.root);
        const question = new AbortController();
        this.questions.set(request.response, question);
        try {
            const { mode, text, session, response, withBrief } = request;
            return await deriveAnswer(conductor, { mode, text, session, response, withBrief, signal: question.signal, progress: message => this.window?.progress(response, message) });
        } finally {
            this.questions.delete(request.response);
        }
    }

    async stop(response: string): Promise<void> {
        this.questions.get(response)?.abort();
    }

    async proposeBlock(root: string, source: string, origin: { session: string; response: string; block: number }): Promise<{ key: string } | { problem: string; line: number; column: number }> {
        const parsed = parseOpsBlock(source);
        if (parsed.kind === 'broken') {
            const [{ message, line, column }] = parsed.problems;
            return { problem: message, line, column };
        }
        const keys = await (await this.conductor(root)).propose([{ operation: parsed.operation, origin: { kind: 'chat-block', ...origin } }]);
        return isRefusal(keys) ? { problem: keys.message, line: 1, column: 1 } : { key: keys[0] };
    }

    async cards(root: string, keys: readonly string[]): Promise<CardView[]> {
        return presentCards(await this.conductor(root), keys);
    }

    async send({ root, key, digest, typed, ticked }: SendRequest): Promise<Outcome> {
        return (await this.conductor(root)).send({ key, digest, way: 'clicked', typed, ticked });
    }

    async reject(root: string, key: string, reason?: string): Promise<Outcome> {
        return (await this.conductor(root)).reject(key, reason);
    }

    async cancel(root: string, key: string): Promise<Outcome> {
        return (await this.conductor(root)).cancel(key);
    }

    async withdraw(root: string, key: string): Promise<Outcome> {
        return (await this.conductor(root)).withdraw(key);
    }

    async check(root: string, key: string, digest: string): Promise<Outcome> {
        return (await this.conductor(root)).check(key, digest);
    }

    async rollBack(root: string, key: string): Promise<Outcome> {
        return (await this.conductor(root)).rollBack(key);
    }

    async runAgain(root: string, key: string): Promise<Outcome> {
        return (await this.conductor(root)).runAgain(key);
    }

    async markDone(root: string, key: string, evidence: string): Promise<Outcome> {
        return (await this.conductor(root)).markDone(key, evidence);
    }

    async diagnose(root: string, key: string): Promise<FollowUp> {
        return proposeDiagnosis(await this.conductor(root), key);
    }

    async proposeAgain(root: string, key: string): Promise<FollowUp> {
        return proposeAgain(await this.conductor(root), key);
    }

    async setVariable(root: string, name: string, value: string): Promise<Outcome> {
        const conductor = await this.conductor(root);
        return setVariable(conductor, name, value);
    }

    async proposeText(root: string, source: string, of?: string): Promise<ProposedText> {
        return proposeText(await this.conductor(root), source, of);
    }

    async context(root: string, part: ContextPart): Promise<string> {
        return repositoryContext(await this.conductor(root), part);
    }

    async diff(root: string, key: string): Promise<FilePair[]> {
        return presentDiff(await this.conductor(root), key);
    }

    async examplePrompts(root: string): Promise<ModePrompt[]> {
        const analysis = await readWorkspaceOf(await this.conductor(root));
        return examplePrompts(analysis.facts, validate(analysis));
    }

    async output(root: string, key: string): Promise<string | undefined> {
        return presentOutput(await this.conductor(root), key);
    }

    async filesChanged(root: string): Promise<void> {
        await this.backend.filesChanged(root, this.window);
    }

    async setMode(session: string, mode: Mode): Promise<void> {
        writeMode(this.backend.stateHome, session, mode);
    }

    async steps(root: string, session: string): Promise<Steps> {
        return readSteps(this.backend.stateHome, session, (await this.conductor(root)).state.operations.values());
    }

    private async conductor(root: string): Promise<WorkspaceConductor> {
        return this.backend.conductor(root, this.window);
    }
}
