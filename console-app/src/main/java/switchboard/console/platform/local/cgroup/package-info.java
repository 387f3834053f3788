/** Control groups of the kernel, which hold replicas to their limits. */
package switchboard.console.platform.local.cgroup;
