/**
 * How anything is judged: five results, the gates that lead to them, the objectives, and the
 * evidence that a claim needs. Faults and runs are judged by the same {@link
 * switchboard.console.verdict.Judgement}.
 */
package switchboard.console.verdict;
