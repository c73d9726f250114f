// Loaded into a backend before its own code: its clock runs ahead by as many days as the environment says, so that what lapses has lapsed.
const ahead = Number(process.env.INFRA_E2E_DAYS_AHEAD ?? 0) * 24 * 60 * 60 * 1000;
const Real = Date;
globalThis.Date = class extends Real {
    constructor(...parts) {
        super(...(parts.length === 0 ? [Real.now() + ahead] : parts));
    }

    static now() {
        return Real.now() + ahead;
    }
};
