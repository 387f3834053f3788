Switchboard is under the Apache License 2.0, see LICENSE. This package brings these libraries with it. Each line has what the
library's own description says: its licence, and where the text of that is.

<#list dependencyMap as each>
<#assign library = each.getKey()/>
- ${library.groupId}:${library.artifactId}:${library.version} (${each.getValue()?join(", ")})<#list library.licenses![] as licence> ${licence.url!}</#list>
</#list>

It also brings:

- a Java runtime, under the GNU General Public License 2 with the Classpath Exception; its notices are in the folder legal of the
  runtime
- redis-server 6.2 and older, in the jar of embedded-redis, under the 3-Clause BSD License: https://redis.io/legal/licenses/
- the fonts Inter and JetBrains Mono, under the SIL Open Font License 1.1, whose text is beside them in the console's jar
