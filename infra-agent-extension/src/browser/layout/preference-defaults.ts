/** Defaults that `@Infra` needs in any Theia. An application's own configuration, and of course the user's, go before them. */
import { FrontendApplicationConfigProvider } from '@theia/core/lib/browser/frontend-application-config-provider';
import type { PreferenceContribution, PreferenceSchemaService } from '@theia/core/lib/common/preferences';
import type { JSONValue } from '@theia/core/shared/@lumino/coreutils';
import { injectable } from '@theia/core/shared/inversify';

const DEFAULTS: Readonly<Record<string, JSONValue>> = {
    // With @theia/ai-ide the chat is off by default; it needs no model here, and sends nothing anywhere.
    'ai-features.AiEnable.enableAI': true,
    'ai-features.chat.defaultChatAgent': 'Infra',
    'ai-features.chat.bypassModelRequirement': true
};

@injectable()
export class PreferenceDefaults implements PreferenceContribution {

    async initSchema(schemas: PreferenceSchemaService): Promise<void> {
        // Schemas of other extensions are added in the same turn; after it all are known.
        await Promise.resolve();
        const configured: Readonly<Record<string, unknown>> = FrontendApplicationConfigProvider.get().preferences ?? {};
        for (const [name, value] of Object.entries(DEFAULTS)) {
            if (configured[name] === undefined && schemas.getSchemaProperty(name)) {
                schemas.registerOverride(name, undefined, value);
            }
        }
    }
}
