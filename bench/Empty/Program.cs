// The least a .NET program can do: what a process of ours is measured against.
return 0;
