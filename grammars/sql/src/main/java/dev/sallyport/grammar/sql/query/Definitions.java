package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Statements that change structure or rights. What is on neither list is unknown.
record Definitions(View view, Findings findings) {

    private static final Set<String> DEFINES = Set.of(
            "AlterCollationStmt",
            "AlterDatabaseRefreshCollStmt",
            "AlterDatabaseSetStmt",
            "AlterDatabaseStmt",
            "AlterDomainStmt",
            "AlterEnumStmt",
            "AlterEventTrigStmt",
            "AlterExtensionContentsStmt",
            "AlterExtensionStmt",
            "AlterFdwStmt",
            "AlterForeignServerStmt",
            "AlterFunctionStmt",
            "AlterObjectDependsStmt",
            "AlterObjectSchemaStmt",
            "AlterOpFamilyStmt",
            "AlterOperatorStmt",
            "AlterPolicyStmt",
            "AlterPublicationStmt",
            "AlterSeqStmt",
            "AlterStatsStmt",
            "AlterSubscriptionStmt",
            "AlterTSConfigurationStmt",
            "AlterTSDictionaryStmt",
            "AlterTableMoveAllStmt",
            "AlterTableSpaceOptionsStmt",
            "AlterTableStmt",
            "AlterTypeStmt",
            "AlterUserMappingStmt",
            "ClusterStmt",
            "CommentStmt",
            "CompositeTypeStmt",
            "CreateAmStmt",
            "CreateCastStmt",
            "CreateConversionStmt",
            "CreateDomainStmt",
            "CreateEnumStmt",
            "CreateEventTrigStmt",
            "CreateExtensionStmt",
            "CreateFdwStmt",
            "CreateForeignServerStmt",
            "CreateForeignTableStmt",
            "CreateFunctionStmt",
            "CreateOpClassStmt",
            "CreateOpFamilyStmt",
            "CreatePLangStmt",
            "CreatePolicyStmt",
            "CreatePublicationStmt",
            "CreateRangeStmt",
            "CreateSchemaStmt",
            "CreateSeqStmt",
            "CreateStatsStmt",
            "CreateStmt",
            "CreateSubscriptionStmt",
            "CreateTableSpaceStmt",
            "CreateTransformStmt",
            "CreateTrigStmt",
            "CreateUserMappingStmt",
            "CreatedbStmt",
            "DefineStmt",
            "DropStmt",
            "DropSubscriptionStmt",
            "DropTableSpaceStmt",
            "DropUserMappingStmt",
            "DropdbStmt",
            "ImportForeignSchemaStmt",
            "IndexStmt",
            "RefreshMatViewStmt",
            "ReindexStmt",
            "RenameStmt",
            "RuleStmt",
            "SecLabelStmt",
            "VacuumStmt");

    private static final Set<String> GRANTS = Set.of(
            "AlterDefaultPrivilegesStmt",
            "AlterOwnerStmt",
            "AlterRoleSetStmt",
            "AlterRoleStmt",
            "CreateRoleStmt",
            "DropOwnedStmt",
            "DropRoleStmt",
            "GrantRoleStmt",
            "GrantStmt",
            "ReassignOwnedStmt");

    Effect read(Node statement) {
        findings.barrier();
        String what = Words.words(statement.type());
        if (DEFINES.contains(statement.type())) {
            names(statement).forEach(name -> add(Verb.DEFINE, name, what));
        } else if (GRANTS.contains(statement.type())) {
            names(statement).forEach(name -> add(Verb.GRANT, name, what));
        } else {
            findings.unknown("statement", what, "`" + what + "` is not understood");
        }
        return new Effect.Other(statement.type());
    }

    private void add(Verb verb, String name, String what) {
        findings.add(Draft.of(verb, new Resource(view.target(), "structure", name, List.of()), what));
    }

    /// What the statement names, as far as that can be told; once without a name otherwise.
    private static List<String> names(Node statement) {
        Optional<String> relation = statement
                .part("relation", "RangeVar")
                .map(node -> FromClause.name(node).canonical());
        if (relation.isPresent()) {
            return List.of(relation.get());
        }
        List<String> objects = statement.list("objects").stream()
                .map(Definitions::objectName)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return objects.isEmpty() ? List.of("") : objects;
    }

    private static Optional<String> objectName(Node object) {
        return switch (object.type()) {
            case "List" -> Optional.of(QualifiedName.of(object.names("items")).canonical());
            case "RangeVar" -> Optional.of(FromClause.name(object).canonical());
            case "String" -> Optional.of(object.text("sval"));
            default -> Optional.empty();
        };
    }
}
