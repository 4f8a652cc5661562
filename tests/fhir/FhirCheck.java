// SPDX-License-Identifier: Apache-2.0
// HAPI's FhirInstanceValidator with the definitions of FHIR R4 and a code
// system of IPS: a line for each message about each bundle named, and a line
// that says the bundle was looked at. The first argument is the code system.
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CodeSystem;

public class FhirCheck {
    private static FhirValidator validator(String codes) {
        FhirContext context = FhirContext.forR4();
        PrePopulatedValidationSupport ips =
            new PrePopulatedValidationSupport(context);
        ips.addCodeSystem(
            context.newJsonParser().parseResource(CodeSystem.class, codes));
        ValidationSupportChain chain = new ValidationSupportChain(
            new DefaultProfileValidationSupport(context), ips,
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context));
        return context.newValidator().registerValidatorModule(
            new FhirInstanceValidator(chain));
    }

    public static void main(String[] files) throws Exception {
        FhirValidator validator = validator(Files.readString(Path.of(files[0])));
        for (int i = 1; i < files.length; i++) {
            String text = Files.readString(Path.of(files[i]));
            for (SingleValidationMessage m :
                 validator.validateWithResult(text).getMessages()) {
                System.out.println(m.getSeverity() + "\t" + files[i] + "\t" +
                    m.getLocationString() + "\t" + m.getMessage());
            }
            System.out.println("CHECKED\t" + files[i]);
        }
    }
}
