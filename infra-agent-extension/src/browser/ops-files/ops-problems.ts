/** Problems of `*.ops.yaml` documents, as they are typed: in the editor, at their place, and in the list of problems. */
import type { FrontendApplicationContribution } from '@theia/core/lib/browser';
import { inject, injectable } from '@theia/core/shared/inversify';
import { ProblemManager } from '@theia/markers/lib/browser/problem/problem-manager';
import * as monaco from '@theia/monaco-editor-core';
import type { MonacoEditorModel } from '@theia/monaco/lib/browser/monaco-editor-model';
import { MonacoTextModelService } from '@theia/monaco/lib/browser/monaco-text-model-service';
import URI from '@theia/core/lib/common/uri';
import { opsFileProblems } from './ops-file-problems';

const OWNER = 'infra-agent';
/** In milliseconds, after the last key. */
const AFTER_TYPING = 250;

@injectable()
export class OpsProblems implements FrontendApplicationContribution {

    @inject(MonacoTextModelService)
    protected readonly models!: MonacoTextModelService;

    @inject(ProblemManager)
    protected readonly problems!: ProblemManager;

    onStart(): void {
        this.models.models.forEach(model => this.watch(model));
        this.models.onDidCreate(model => this.watch(model));
    }

    protected watch(model: MonacoEditorModel): void {
        if (!model.uri.split(/[?#]/)[0].endsWith('.ops.yaml') || model.uri.startsWith('infra-operation:')) {
            return;
        }
        let timer: ReturnType<typeof setTimeout> | undefined;
        const listening = model.onDidChangeContent(() => {
            clearTimeout(timer);
            timer = setTimeout(() => this.mark(model), AFTER_TYPING);
        });
        model.onDispose(() => {
            clearTimeout(timer);
            listening.dispose();
            this.problems.setMarkers(new URI(model.uri), OWNER, []);
        });
        this.mark(model);
    }

    protected mark(model: MonacoEditorModel): void {
        const found = opsFileProblems(model.getText());
        this.problems.setMarkers(new URI(model.uri), OWNER, found.map(({ message, line, column, endColumn }) => ({
            message, severity: 1, source: 'Infra', range: { start: { line: line - 1, character: column - 1 }, end: { line: line - 1, character: endColumn - 1 } }
        })));
        monaco.editor.setModelMarkers(model.textEditorModel as unknown as monaco.editor.ITextModel, OWNER, found.map(({ message, line, column, endColumn }) => ({
            message, severity: monaco.MarkerSeverity.Error, source: 'Infra', startLineNumber: line, startColumn: column, endLineNumber: line, endColumn
        })));
    }
}
