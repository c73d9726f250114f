/** `#infra` in a message to any agent: what was read of the repository, without a secret of it. */
import { VARIABLE_ADD_CONTEXT_COMMAND } from '@theia/ai-chat/lib/browser/ai-chat-frontend-contribution';
import { AIVariableCompletionContext } from '@theia/ai-core/lib/browser';
import type { AIVariable, AIVariableContribution, AIVariableResolutionRequest, AIVariableResolver, AIVariableService, ResolvedAIContextVariable } from '@theia/ai-core/lib/common';
import { nls } from '@theia/core/lib/common/nls';
import { inject, injectable } from '@theia/core/shared/inversify';
import * as monaco from '@theia/monaco-editor-core';
import { InfraService, type ContextPart } from '../../common/infra-service';
import { InfraWorkspace } from '../connection/infra-workspace';

const INFRA: AIVariable = {
    id: 'infra-agent.context', name: 'infra', label: nls.localize('infra-agent/variable/label', 'Infra'), isContextVariable: true,
    description: nls.localize('infra-agent/variable/description', 'What Infra read of this repository: facts, findings, or operations that wait'),
    args: [{ name: 'part', description: nls.localize('infra-agent/variable/part', 'facts, findings or operations; facts if left out') }]
};

const PARTS: Readonly<Record<ContextPart, string>> = {
    facts: nls.localize('infra-agent/variable/facts', 'What there is, and how it hangs together'),
    findings: nls.localize('infra-agent/variable/findings', 'What the checks found'),
    operations: nls.localize('infra-agent/variable/operations', 'Operations that wait or failed')
};

@injectable()
export class InfraVariable implements AIVariableContribution, AIVariableResolver {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    registerVariables(service: AIVariableService): void {
        service.registerResolver(INFRA, this);
        service.registerArgumentCompletionProvider(INFRA, (model, position, match) => this.complete(model, position, match));
    }

    canResolve(request: AIVariableResolutionRequest): number {
        return request.variable.name === INFRA.name ? 1 : 0;
    }

    /** In the message stands what is meant; the text itself goes along as context. */
    async resolve({ variable, arg }: AIVariableResolutionRequest): Promise<ResolvedAIContextVariable | undefined> {
        const part = arg === undefined || arg === '' ? 'facts' : arg;
        const root = await this.workspace.ready();
        if (!root || !isPart(part)) {
            return undefined;
        }
        return { variable, arg, value: nls.localize('infra-agent/variable/value', 'the {0} of this repository', part), contextValue: await this.service.context(root, part) };
    }

    protected complete(model: monaco.editor.ITextModel, position: monaco.Position, match?: string): monaco.languages.CompletionItem[] | undefined {
        const context = AIVariableCompletionContext.get(INFRA.name, model, position, match);
        return context && Object.entries(PARTS).map(([part, detail]) => ({
            label: `${context.prefix}${part}`, detail, kind: monaco.languages.CompletionItemKind.Value, range: context.range, insertText: `${context.prefix}${part} `,
            command: { ...VARIABLE_ADD_CONTEXT_COMMAND, title: detail, arguments: [INFRA.name, part] }
        }));
    }
}

function isPart(text: string): text is ContextPart {
    return Object.hasOwn(PARTS, text);
}
