/** Completion in `*.ops.yaml` documents, files and operations in memory alike, whatever language the application takes them for. */
import type { FrontendApplicationContribution } from '@theia/core/lib/browser';
import { injectable } from '@theia/core/shared/inversify';
import * as monaco from '@theia/monaco-editor-core';
import { completeOpsText, type OpsCompletion } from '../../common/ops/complete-ops-text';

@injectable()
export class OpsFileCompletion implements FrontendApplicationContribution, monaco.languages.CompletionItemProvider {

    readonly triggerCharacters = [' ', '{'];

    onStart(): void {
        monaco.languages.registerCompletionItemProvider({ pattern: '**/*.ops.yaml' }, this);
    }

    provideCompletionItems(model: monaco.editor.ITextModel, { lineNumber, column }: monaco.Position): monaco.languages.CompletionList {
        const { items, startColumn, endColumn } = completeOpsText(model.getValue(), lineNumber, column);
        const range = new monaco.Range(lineNumber, startColumn, lineNumber, endColumn);
        return { suggestions: items.map((item, index) => suggestion(item, index, range)) };
    }
}

function suggestion(item: OpsCompletion, index: number, range: monaco.Range): monaco.languages.CompletionItem {
    const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
    return {
        label: item.label, detail: item.documentation, range, insertText: item.insert,
        kind: item.kind === 'field' ? CompletionItemKind.Field : CompletionItemKind.EnumMember,
        insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet,
        sortText: String(index).padStart(3, '0'),
        ...item.goesOn && { command: { id: 'editor.action.triggerSuggest', title: '' } }
    };
}
