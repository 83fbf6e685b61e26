import { createContext, useContext, useEffect, useState } from 'react';
import { roleOf } from '../api/call';
import type { AccessRole, SessionToken } from '../api/types';

const order: readonly AccessRole[] = ['viewer', 'operator', 'admin'];

/** What the session may do; the server decides, this only spares people what it would refuse. */
export const RoleContext = createContext<AccessRole>('admin');

/** Whether the session may do what needs a role. */
export function useMay(role: AccessRole): boolean {
  return order.indexOf(useContext(RoleContext)) >= order.indexOf(role);
}

/** The role of a session. Until it is known nothing is taken from the page, as most people may do all of it. */
export function useRoleOf(session: SessionToken): AccessRole {
  const [role, setRole] = useState<AccessRole>('admin');
  useEffect(() => {
    const leaving = new AbortController();
    void roleOf(session, leaving.signal).then((known) => {
      if (known && !leaving.signal.aborted) setRole(known);
    });
    return () => leaving.abort();
  }, [session]);
  return role;
}
