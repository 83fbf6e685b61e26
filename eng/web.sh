#!/usr/bin/env bash
# Checks, tests and builds the dashboard's pages into web/dist.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../web"
npm ci --no-audit --no-fund
npm run check
npm test
npm run build
