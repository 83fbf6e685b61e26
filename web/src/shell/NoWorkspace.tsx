import { Icon } from '../ui/Icon';
import { Page } from './Page';
import { goToWorkspace } from './router';
import { useWorkspaces } from './useWorkspaces';

/** In place of a workspace that the server does not have, or not for this session: those it has. */
export function NoWorkspace() {
  const workspaces = useWorkspaces();
  return (
    <Page
      title="There is no such workspace here"
      text="This server does not have it, or it is not open to you. In the workspace’s folder, this opens it:"
      command="yoi open"
    >
      {workspaces.length > 0 && (
        <nav aria-label="Workspaces" className="mt-6">
          <p className="text-xs text-ink-3">Open to you here</p>
          <ul className="mt-1.5 divide-y divide-line rounded-lg border border-edge bg-card shadow-card">
            {workspaces.map(({ id, display_name }) => (
              <li key={id}>
                <button
                  type="button"
                  onClick={() => goToWorkspace(id)}
                  className="flex w-full items-center justify-between gap-2 px-3 py-2 text-left font-medium hover:bg-hover"
                >
                  <span className="truncate">{display_name}</span>
                  <Icon name="arrow" className="size-3.5 text-ink-3" />
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </Page>
  );
}
