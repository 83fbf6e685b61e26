import type { Finding, Severity } from '../api/types';

export const severities: readonly Severity[] = ['blocker', 'major', 'minor', 'note'];

export interface FindingGroup {
  /** Absent for what is about no file. */
  path?: string;
  findings: Finding[];
}

/** Findings by file, files with the gravest first; within a file by line. */
export function byFile(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const key = finding.path ?? '';
    const group = groups.get(key) ?? { ...(finding.path !== undefined && { path: finding.path }), findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  for (const group of groups.values()) group.findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const gravest = (group: FindingGroup) => Math.min(...group.findings.map(rank));
  return [...groups.values()].sort((a, b) => gravest(a) - gravest(b));
}

function rank({ severity }: Finding): number {
  const at = severities.indexOf(severity);
  return at < 0 ? severities.length : at;
}
