package dev.sallyport.grammar.http.graphql;

import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.text.Unclear;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One request's document, and the operation of it that is executed.
///
/// @param name of the operation; empty when the document has one only
/// @param variables an object or null
record Selected(Document document, String name, Json variables, Map<String, Verb> verbs) {

    Found found() throws Unclear {
        List<OperationDefinition> operations = new ArrayList<>();
        Map<String, FragmentDefinition> fragments = new HashMap<>();
        for (Definition<?> definition : document.getDefinitions()) {
            switch (definition) {
                case OperationDefinition operation -> operations.add(operation);
                case FragmentDefinition fragment -> {
                    if (fragments.put(fragment.getName(), fragment) != null) {
                        throw new Unclear("a GraphQL fragment is defined twice");
                    }
                }
                default -> throw new Unclear("a GraphQL document that defines types");
            }
        }
        OperationDefinition operation = chosen(operations);
        Values values = new Values(operation.getVariableDefinitions(), variables);
        return new Walk(operation, fragments, values, verbs).found();
    }

    /// Section 6.1: by name, or the only one.
    private OperationDefinition chosen(List<OperationDefinition> operations) throws Unclear {
        Set<String> names = new HashSet<>();
        for (OperationDefinition each : operations) {
            if (!names.add(String.valueOf(each.getName()))) {
                throw new Unclear("two GraphQL operations of one name");
            }
        }
        for (OperationDefinition each : operations) {
            if (name.isEmpty() ? operations.size() == 1 : name.equals(each.getName())) {
                return each;
            }
        }
        throw new Unclear("a GraphQL request that does not say which of its operations is executed");
    }
}
