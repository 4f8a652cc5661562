// SPDX-License-Identifier: Apache-2.0
// HAPI's FhirInstanceValidator with the definitions of FHIR R4: a line for
// each message about each bundle named, and the count of errors last.
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

public class FhirCheck {
    private static FhirValidator validator() {
        FhirContext context = FhirContext.forR4();
        ValidationSupportChain chain = new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context));
        return context.newValidator().registerValidatorModule(
            new FhirInstanceValidator(chain));
    }

    public static void main(String[] files) throws Exception {
        FhirValidator validator = validator();
        for (String file : files) {
            String text = Files.readString(Path.of(file));
            for (SingleValidationMessage m :
                 validator.validateWithResult(text).getMessages()) {
                System.out.println(m.getSeverity() + "\t" + file + "\t" +
                    m.getLocationString() + "\t" + m.getMessage());
            }
            System.out.println("CHECKED\t" + file);
        }
    }
}
