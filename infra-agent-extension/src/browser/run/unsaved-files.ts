/** Tells the backend which files have unsaved changes here, before it edits any. */
import type { FrontendApplicationContribution } from '@theia/core/lib/browser';
import { inject, injectable } from '@theia/core/shared/inversify';
import { MonacoTextModelService } from '@theia/monaco/lib/browser/monaco-text-model-service';
import { InfraClientImpl } from '../connection/infra-client-impl';

@injectable()
export class UnsavedFiles implements FrontendApplicationContribution {

    @inject(InfraClientImpl)
    protected readonly client!: InfraClientImpl;

    /** Models, not editors: one may have changes while its editor is hidden, or shown in a diff. */
    @inject(MonacoTextModelService)
    protected readonly models!: MonacoTextModelService;

    initialize(): void {
        this.client.reportUnsavedFiles = async () => this.models.models
            .filter(model => model.dirty && model.uri.startsWith('file:'))
            .map(model => model.textEditorModel.uri.fsPath);
    }
}
