/** Spreads users evenly over the replicas that are ready: a replica above its share moves some. */
package switchboard.chat.balance;
