// Theia's AI packages bring puppeteer-core; no browser is to be fetched at install time.
module.exports = { skipDownload: true };
