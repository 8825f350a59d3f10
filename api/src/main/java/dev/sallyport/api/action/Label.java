package dev.sallyport.api.action;

/// What a rule may want to know about an operation beyond its verb and scope.
public enum Label {
    /// A sensitive column of the configuration is read, written or compared.
    SENSITIVE,
    /// A sensitive column steers the answer without standing in it: predicate, ordering, grouping (R7).
    ORACLE,
    /// Several records may be folded into one row of the answer (R7): rows do not count records.
    AGGREGATE,
    /// Of what is folded, the whole answer is one row that shows one number about the records (count, sum,
    /// average), values of one of them (max, min), or both. Stands beside `AGGREGATE`.
    COUNTED,
    /// One record may stand in several rows of the answer, or rows that show none beside it: unnest, joined VALUES,
    /// set operations, other statements of the same string. How many records are known says nothing of the rows.
    SPREAD,
    /// Where the columns of the answer come from cannot be proved: views, set operations, expressions (R7).
    UNPROVEN_LINEAGE,
    /// Its sensitive columns stand in the answer as they are and nowhere else, so that a connector can put masks on
    /// them. Never together with ORACLE or UNPROVEN_LINEAGE.
    MASKABLE,
    /// Reached through a view that another operation of the same action names: the contract allows the
    /// view, what is seen of the records behind it counts all the same.
    THROUGH,
    /// A READ of nothing but records that the same action creates: INSERT with RETURNING. It needs no
    /// key, for there is no choice among records.
    CREATED,
    /// A READ without a key, of records that stand in the answer beside others, by a unique key that equals a
    /// column of theirs: the customers of the tickets in a list. Nothing else of them decides what is answered, and
    /// rows count them. Whoever may read the others may read these by their keys, one after the other.
    REACHED,
    /// The agent sends the records one by one behind the statement, and none of them counts before all are there
    /// (COPY … FROM STDIN): the connector counts them on their way and lets the whole fail when they are too many.
    SENT,
    /// Rows are locked (FOR UPDATE and relatives).
    LOCKS,
    /// The target is afterwards as it was, though the verb does not say so: a model that answers and keeps no answer.
    KEEPS_NOTHING,
    /// What counts are its uses, as many as its scope says, whatever the answer holds: a tool that a model's provider
    /// runs, beside the tokens that the answer is counted by.
    BY_USE
}
