"""The labels of what Zoom, Teams and Meet export, in the languages that they were seen in."""

from arraigo.core.imports.reading import Vocabulary

ZOOM_LABELS = """
name: Name (Original Name) | Nombre (nombre original) | User Name (Original Name) | Nome (Nome original)
  | Nom (nom d'origine) | Nombre de usuario (nombre original) | Name | Nombre | User Name | Participant
  | Nombre de usuario | Nome | Nom | NameOriginalName | Participante | Nome de usuário (nome original)
email: User Email | E-mail del usuario | Email | Correo electrónico | E-mail | Correo electrónico del usuario
  | E-mail do usuário | Adresse e-mail de l'utilisateur | Email del usuario | Correo | Adresse e-mail | User_Email_2
  | Correo del usuario | Dirección de correo electrónico
joined: Join Time | Hora para unirse | Hora de entrada | Hora de ingreso | Hora de unión | Horário de entrada
  | Heure d'entrée | Heure d'arrivée | Hora de incorporación | Hora en que se unió | Hora de conexión
left: Leave Time | Hora para salir | Hora de salida | Horário de saída | Heure de sortie | Heure de départ
  | Hora en que salió | Hora de desconexión
minutes: Duration (Minutes) | Duración (minutos) | Time in Session (minutes) | Tiempo en sesión (minutos)
  | Duração (minutos) | Durée (minutes) | Duration_Minutes_2 | Tiempo en la sesión (minutos) | Duration | Duración
total: Total Duration (Minutes) | Duración total (minutos) | Duração total (minutos) | Durée totale (minutes)
  | Total Duration | Duración total
guest: Guest | Invitado | Is Guest | Es invitado | Convidado | Invité | Is guest
waiting: In Waiting Room | En sala de espera | Na sala de espera | En salle d'attente | InWaitingRoom
attended: Attended | Asistió | Asistencia | Participou | A participé
first: First Name | Nombres | Nombre de pila | Prénom
last: Last Name | Apellido | Apellidos | Sobrenome
consent: Recording Consent | Recording disclaimer response | Consentimiento de grabación
  | Respuesta al descargo de responsabilidad relativa a la grabación | Consentimiento para la grabación
  | RecordingConsent
registered: Registration Time | Hora de registro | Hora de inscripción
approval: Approval Status | Estado de aprobación
country: Country/Region Name | Nombre del país/región | País/Región | Nombre de país/región
phone: Phone | Teléfono
institution: Organization | Organización | Institución | Company
position: Job Title | Cargo | Puesto
"""
ZOOM_META_LABELS = """
id: Meeting ID | ID de la reunión | ID de reunión | Webinar ID | ID del seminario web | ID da reunião
  | ID de réunion | ID | MeetingID | ID de seminario web
title: Topic | Tema | Tópico | Sujet | Asunto
start: Start Time | Hora de inicio | Actual Start Time | Hora de inicio real | Hora de início | Heure de début
  | Hora real de inicio | Start_Time
end: End Time | Hora de finalización | Hora de término | Heure de fin | Hora de fin | End_Time
count: Participants | Participantes
minutes: Duration (Minutes) | Duración (minutos) | Actual Duration (minutes)
"""
TEAMS_LABELS = """
name: Name | Full Name | Nombre | Nombre completo | Nome | Nome completo | Nom | Nom complet | Imię i nazwisko
  | Vollständiger Name | Nome e cognome | Volledige naam | Naam | FullName
joined: First Join | Primera entrada | Primera unión | Join Time | Hora de entrada | Hora de unión
  | Hora de incorporación | Primeira Entrada | Primeiro ingresso | Horário de Entrada | Hora de ingresso
  | Première participation | Première connexion | Première arrivée | Heure d'arrivée | Heure de connexion
  | Pierwsze dołączenie | Godzina dołączenia | Czas dołączenia | Erster Beitritt | Beitrittszeit | Primo accesso
  | Ora di accesso | Hora de inicio de sesión | Hora de Participação | Primera incorporación | Hora de acceso
left: Last Leave | Última salida | Leave Time | Hora de salida | Última Saída | Horário de Saída | Hora de saída
  | Dernière sortie | Dernier départ | Heure de départ | Heure de sortie | Ostatnie opuszczenie
  | Godzina opuszczenia | Czas opuszczenia | Letztes Verlassen | Austrittszeit | Ultima uscita | Ora di uscita
  | Última salida de la reunión
duration: In-Meeting Duration | Duration | Duración de la reunión | Duración en la reunión | Duración
  | Duração na Reunião | Duração da reunião | Duração | Durée de la réunion | Durée | Durée dans la réunion
  | Czas trwania spotkania | Czas trwania | Besprechungsdauer | Dauer | Durata riunione | Durata | Time in Meeting
  | Duración dentro de la reunión
email: Email | E-mail | Correo electrónico | Correo | Adresse e-mail | Adresse de messagerie | Adres e-mail | E-Mail
  | E-Mail-Adresse | Indirizzo e-mail | Email Address
upn: Participant ID (UPN) | Id. de participante (UPN) | ID do Participante (UPN) | UPN | ID du participant (UPN)
  | Identifiant du participant (UPN) | Identyfikator uczestnika (UPN) | Teilnehmer-ID (UPN) | ID partecipante (UPN)
  | Id. del participante (UPN)
role: Role | Rol | Função | Rôle | Rola | Rolle | Ruolo | Papel
action: User Action | Action | Acción del usuario | Acción | Acción de usuario | Ação do Usuário | Ação
  | Action de l'utilisateur | Akcja użytkownika | Benutzeraktion | Azione utente
timestamp: Timestamp | Marca de tiempo | UtcEventTimestamp | UTC Event Timestamp | Carimbo de data/hora | Horodatage
  | Sygnatura czasowa | Znacznik czasu | Zeitstempel | Timestamp evento UTC | Marca de hora | Fecha y hora
  | Marca de tiempo del evento UTC | Data/Hora
participant: Participant Id | ParticipantId | Id. de participante
session: Session Id | SessionId | Id. de sesión
agent: UserAgent | User Agent | Agente de usuario
room: Room | Breakout room | Sala
"""
TEAMS_META_LABELS = """
title: Meeting title | Título de la reunión | Título da reunião | Titre de la réunion | Tytuł spotkania
  | Besprechungstitel | Titolo riunione
start: Start time | Meeting Start Time | Hora de inicio | Hora de inicio de la reunión | Hora de início
  | Hora de início da reunião | Heure de début | Heure de début de la réunion | Godzina rozpoczęcia | Startzeit
  | Ora di inizio | Czas rozpoczęcia
end: End time | Meeting End Time | Hora de finalización | Hora de finalización de la reunión | Hora de término
  | Hora de término da reunião | Heure de fin | Heure de fin de la réunion | Godzina zakończenia | Endzeit
  | Ora di fine | Hora de fin | Hora de fin de la reunión | Czas zakończenia
id: Meeting Id | Id. de la reunión | Id. de reunión | ID da reunião
count: Attended participants | Total Number of Participants | Participantes que asistieron
  | Número total de participantes | Participantes | Liczba uczestników
"""
MEET_LABELS = """
first: First name | Nombre | Nombres | Prénom | Nome
last: Last name | Apellido | Apellidos | Nom de famille | Sobrenome | Surname
name: Name | Full name | Nombre completo | Participant name | Nombres y apellidos | Participant | Participante
  | Nombre del participante | Participants | Nome completo | Nombre y apellidos
email: Email | Correo electrónico | E-mail | Correo | Email address | Dirección de correo electrónico
  | Participant email
duration: Duration | Duración | Time in call | Tiempo en la llamada | Durée | Duração | Call duration
  | Total duration | Duración total | Attended duration | Tiempo en llamada | Duración de la llamada | Tiempo
joined: Time joined | Joined | First seen | Hora de incorporación | Hora de unión | Hora de entrada | Join time
  | Se unió a las | Hora a la que se unió | Joined at | Time of joining | First joined | Horário de entrada
  | Arrival time | Hora de ingreso | Heure d'arrivée | Hora en que se unió | Joining time | Hora en la que se unió
left: Time exited | Exited | Last seen | Hora de salida | Left | Leave time | Salió a las | Hora a la que salió
  | Exit time | Time left | Horário de saída | Heure de départ | Leaving time | Hora en que salió | Last left
  | Hora en la que salió
"""

ZOOM = Vocabulary.parse(ZOOM_LABELS)
ZOOM_META = Vocabulary.parse(ZOOM_META_LABELS)
TEAMS = Vocabulary.parse(TEAMS_LABELS)
TEAMS_META = Vocabulary.parse(TEAMS_META_LABELS)
MEET = Vocabulary.parse(MEET_LABELS)
